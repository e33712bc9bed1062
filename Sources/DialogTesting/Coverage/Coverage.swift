import DialogDSL
import Interpreter

/// What a run has reached of one script. Adding up calls in any order gives the same.
public struct Coverage: Sendable {
  /// Path of the script.
  public let name: String
  public let script: Script
  public let items: [CoverageItem]
  private var hits: [Mark: Int] = [:]

  public init(of script: Script, name: String) {
    self.name = name
    self.script = script
    items = CoverageUniverse(of: script).items
  }

  /// Adds what calls have marked, and how often.
  public mutating func add(_ marks: [Mark: Int]) { hits.merge(marks, uniquingKeysWith: +) }

  public func hits(of mark: Mark) -> Int { hits[mark, default: 0] }

  public func items(of kind: CoverageKind) -> [CoverageItem] { items.filter { $0.kind == kind } }

  public func missed(_ kind: CoverageKind) -> [CoverageItem] { items(of: kind).filter { hits(of: $0.mark) == 0 } }

  public func share(of kind: CoverageKind) -> Share {
    let items = items(of: kind)
    return Share(reached: items.count { hits(of: $0.mark) > 0 }, of: items.count)
  }

  /// So many of so many. Of nothing, all is reached.
  public struct Share: Sendable, Hashable {
    public var reached: Int
    public var all: Int

    init(reached: Int, of all: Int) {
      self.reached = reached
      self.all = all
    }

    /// Rounded down: 100 only when nothing is missed.
    public var percent: Int { all == 0 ? 100 : reached * 100 / all }

    /// Compared without rounding.
    public func meets(_ percent: Double) -> Bool { Double(reached) * 100 >= percent * Double(all) }
  }

  /// What is missing of what is wanted.
  public func shortfalls(of wanted: [CoverageThresholds.Share], by source: String) -> [Shortfall] {
    wanted.compactMap { wanted in
      let share = share(of: wanted.kind)
      if share.meets(wanted.percent) { return nil }
      let sentence =
        "\(name): \(wanted.kind.rawValue) \(share.percent)% (\(share.reached) of \(share.all)), "
        + "\(source) wants \(wanted)"
      return Shortfall(sentence: sentence, missed: missed(wanted.kind))
    }
  }

  /// A share that is too small.
  public struct Shortfall: Sendable, Hashable {
    /// Which, and what is wanted by whom.
    public var sentence: String
    public var missed: [CoverageItem]

    /// On one line, with the places of what is missed.
    public var line: String {
      var places: [String] = []
      for item in missed where places.last != item.location { places.append(item.location) }
      return "\(sentence); missed: \(places.joined(separator: ", "))"
    }

    /// Whole lines, one for each item that is missed.
    public var text: String {
      "\(sentence); missed:\n" + missed.map { "  \($0.location): \($0.description)\n" }.joined()
    }
  }
}

/// The coverage of all scripts of a run, in the order in which the run met them.
public struct CoverageOfRun: Sendable {
  public private(set) var scripts: [Coverage] = []
  private var places: [String: Int] = [:]
  /// What test files want of their scripts.
  private var wanted: [(script: Int, file: String, shares: [CoverageThresholds.Share])] = []

  public init() {}

  /// Adds the cases of a test file that was read; one that could not be read covers nothing.
  public mutating func add(_ loaded: LoadedTests, _ cases: [CaseResult]) {
    guard let file = loaded.outcome.file else { return }
    let place = place(of: file, loaded)
    for result in cases { scripts[place].add(result.marks) }
    wanted.append((place, loaded.path, file.coverage.shares))
  }

  /// Test files of one script lead to one coverage: it is known by the files that it was read from.
  private mutating func place(of file: TestFile, _ loaded: LoadedTests) -> Int {
    let main = file.script.flow("main").range.file
    let name = loaded.outcome.paths[main].map(Self.normal) ?? main
    let test = Self.normal(loaded.path)
    let read = Set(loaded.outcome.paths.values.map(Self.normal).filter { $0 != test } + [name])
    let key = read.sorted().joined(separator: "\n")
    if let known = places[key] { return known }
    places[key] = scripts.count
    scripts.append(Coverage(of: file.script, name: name))
    return scripts.count - 1
  }

  /// Without `.` and `..` where they can be done without.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) where part != "." {
      if part == "..", let last = parts.last, last != "..", !last.isEmpty {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// What is missing of what the test files want, and of what is wanted of every script besides.
  ///
  /// - Parameter isWhole: all cases of the files were played; otherwise they are not asked for what they want.
  public func shortfalls(besides shares: [CoverageThresholds.Share], isWhole: Bool) -> [Coverage.Shortfall] {
    let ofFiles = isWhole ? wanted : []
    return ofFiles.flatMap { scripts[$0.script].shortfalls(of: $0.shares, by: $0.file) }
      + scripts.flatMap { $0.shortfalls(of: shares, by: "--coverage-threshold") }
  }
}
