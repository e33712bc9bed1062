import DialogDSL
import Foundation
import Hearing
import Interpreter
import Synchronization

/// Where local time comes from, and what waits.
public protocol CallClock: Sendable {
  var now: LocalTime { get }
  /// Throws `CancellationError` when the task is cancelled.
  func sleep(seconds: Double) async throws
  /// The same for a call's timer, so that who moves the clock knows what is waited for.
  func sleep(seconds: Double, for timer: CallTimer) async throws
}

extension CallClock {
  public func sleep(seconds: Double, for timer: CallTimer) async throws { try await sleep(seconds: seconds) }
}

/// The machine's clock in the script's time zone.
public final class SystemClock: CallClock {
  private let zone: TimeZone
  /// The offset of the quarter of an hour it was worked out in; zones change theirs at no other moments.
  private let cached = Mutex<(quarter: Int, offset: Int)>((.min, 0))

  /// nil when the zone is not in the IANA database.
  public init?(timeZone: String) {
    guard let zone = TimeZone(identifier: timeZone) else { return nil }
    self.zone = zone
  }

  public var now: LocalTime { localTime(at: Date()) }

  func localTime(at date: Date) -> LocalTime {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let quarter = seconds / 900
    let offset = cached.withLock { cached in
      if cached.quarter != quarter { cached = (quarter, zone.secondsFromGMT(for: date) / 60) }
      return cached.offset
    }
    let epoch = CivilDateTime(date: CivilDate(daysSinceEpoch: 0), time: ClockTime(wrapping: 0))
    let (minutes, second) = seconds.floored(by: 60)
    return LocalTime(epoch.adding(minutes: minutes + offset), second: second, offsetMinutes: offset)
  }

  public func sleep(seconds: Double) async throws { try await Task.sleep(for: .seconds(seconds)) }
}

extension Int {
  /// Quotient and remainder of a division that rounds down.
  fileprivate func floored(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let rest = self % divisor
    return rest < 0 ? (self / divisor - 1, rest + divisor) : (self / divisor, rest)
  }
}
