/// How test files are run: which cases, how often, how many at a time.
public struct RunSettings: Sendable {
  /// The seed of a run that names none.
  public static let standardSeed: UInt64 = 1

  /// nil: all cases.
  public var filter: CaseFilter?
  /// How often each case is played; its runs must not differ.
  public var repetitions: Int
  /// Cases played at a time. Results do not depend on it.
  public var jobs: Int
  /// For all that is picked: variants of prompts here, callers where they are made up.
  public var seed: UInt64
  /// What the calls go through. Results do not depend on it.
  public var ring: Ring

  public init(
    filter: CaseFilter? = nil, repetitions: Int = 1, jobs: Int = 1, seed: UInt64 = RunSettings.standardSeed,
    ring: Ring = .engine
  ) {
    self.filter = filter
    self.repetitions = repetitions
    self.jobs = jobs
    self.seed = seed
    self.ring = ring
  }

  /// The calls' id, by which variants of prompts are picked.
  var callID: String {
    seed == Self.standardSeed ? SimulatedCall.standardCallID : "\(SimulatedCall.standardCallID)-\(seed)"
  }
}

/// Picks cases by `file: case name`, without regard to case.
///
/// With a `*` (any text) or a `?` (one character) the pattern is of the whole; otherwise it stands anywhere in it.
public struct CaseFilter: Sendable {
  private let pattern: [Character]
  private let isGlob: Bool

  public init(_ pattern: String) {
    self.pattern = Array(pattern.lowercased())
    isGlob = pattern.contains { $0 == "*" || $0 == "?" }
  }

  public func picks(_ name: String, of file: String) -> Bool {
    let text = Array("\(file): \(name)".lowercased())
    return isGlob ? fitsWhole(text) : text.count >= pattern.count && String(text).contains(String(pattern))
  }

  /// Walks both once; on a mismatch the latest `*` takes one character more.
  private func fitsWhole(_ text: [Character]) -> Bool {
    var place = 0
    var index = 0
    var star: (index: Int, place: Int)?
    while place < text.count {
      if index < pattern.count, pattern[index] == "*" {
        star = (index, place)
        index += 1
      } else if index < pattern.count, pattern[index] == "?" || pattern[index] == text[place] {
        index += 1
        place += 1
      } else if let last = star {
        star = (last.index, last.place + 1)
        index = last.index + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == "*" }
  }
}
