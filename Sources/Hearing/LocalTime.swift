import DialogDSL

/// The call's local civil time with its offset from UTC. Enters with events; the interpreter has no clock.
public struct LocalTime: Sendable, Hashable, Codable {
  public var civil: CivilDateTime
  /// 0...59; only lengths of time count seconds.
  public var second: Int
  public var offsetMinutes: Int

  public init(_ civil: CivilDateTime, second: Int = 0, offsetMinutes: Int = 0) {
    self.civil = civil
    self.second = second
    self.offsetMinutes = offsetMinutes
  }

  public var today: CivilDate { civil.date }

  /// Whole seconds since an earlier moment, whatever clocks were put forward or back in between.
  public func seconds(since other: LocalTime) -> Int { secondsSinceEpoch - other.secondsSinceEpoch }

  private var secondsSinceEpoch: Int {
    (civil.date.daysSinceEpoch * 1440 + civil.time.minutes - offsetMinutes) * 60 + second
  }
}
