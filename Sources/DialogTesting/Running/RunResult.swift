import DialogDSL
import Interpreter

/// What came of a run: the value that all reports are made of.
public struct RunResult: Sendable {
  /// In the order in which the files were given.
  public var files: [FileResult]
  /// What was measured besides the cases.
  public var sections: [ReportSection]

  public init(files: [FileResult], sections: [ReportSection] = []) {
    self.files = files
    self.sections = sections
  }

  public var passed: Int { files.reduce(0) { $0 + $1.passed } }

  /// Failed cases, files that could not be read, and what sections found wrong.
  public var failed: Int { files.reduce(0) { $0 + $1.failed } + sections.reduce(0) { $0 + $1.failures.count } }
}

/// What came of one test file.
public struct FileResult: Sendable {
  public var path: String
  /// Picked cases, in the author's order.
  public var cases: [CaseResult]
  /// What is wrong with the file or its script; with an error among it there are no cases.
  public var faults: [Diagnostic]
  /// Paths by the file names that ranges have.
  public var paths: [String: String]
  /// Texts by the file names that ranges have.
  public var sources: [String: String]

  public init(_ loaded: LoadedTests, cases: [CaseResult] = []) {
    path = loaded.path
    self.cases = cases
    faults = loaded.outcome.diagnostics
    paths = loaded.outcome.paths
    sources = loaded.outcome.sources
  }

  /// It could not be read, which counts as one failure.
  public var isUnreadable: Bool { faults.contains { $0.severity == .error } }

  public var passed: Int { cases.count { $0.failure == nil } }

  public var failed: Int { cases.count { $0.failure != nil } + (isUnreadable ? 1 : 0) }

  /// The line of a range's start, without its indentation; nil when the text is not known.
  func line(at range: SourceRange) -> String? {
    guard let source = sources[range.file] else { return nil }
    let lines = source.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    guard lines.indices.contains(range.start.line - 1) else { return nil }
    return String(lines[range.start.line - 1].drop { $0 == " " })
  }
}

/// What came of one case. It ends at its first failure: what follows would only follow from it.
public struct CaseResult: Sendable {
  public var name: String
  /// Where its name stands.
  public var range: SourceRange?
  /// nil: it passed.
  public var failure: TestFailure?
  /// What of the script was used, and how often.
  public var marks: [Mark: Int]
  /// What of the file's cassette was used.
  public var usedEntries: Set<Cassette.Key> = []

  public init(name: String, range: SourceRange? = nil, failure: TestFailure?, marks: [Mark: Int] = [:]) {
    self.name = name
    self.range = range
    self.failure = failure
    self.marks = marks
  }
}

public struct TestFailure: Sendable {
  public var range: SourceRange
  public var message: String
  /// What was expected, and what came instead.
  public var details: [Detail]
  /// The last utterances before the answer that failed; sensitive values masked.
  public var before: [String] = []
  /// The prompts of which the answer was made.
  public var prompts: [String] = []
  /// Of the turn that failed; sensitive values masked.
  public var trace: [String]
  /// Filled slots, in script order; sensitive values masked.
  public var slots: [String]

  public struct Detail: Sendable, Hashable {
    public var name: String
    public var text: String
    /// The character where it leaves what was expected.
    public var mark: Int?

    init(_ name: String, _ text: String, mark: Int? = nil) {
      self.name = name
      self.text = text
      self.mark = mark
    }
  }

  public init(
    range: SourceRange, message: String, details: [Detail] = [], trace: [String] = [], slots: [String] = []
  ) {
    self.range = range
    self.message = message
    self.details = details
    self.trace = trace
    self.slots = slots
  }
}

/// A part of a report that is not about single cases: coverage, sweeps.
public struct ReportSection: Sendable {
  public var name: String
  /// For people: whole lines, the last one ended too.
  public var text: String
  /// For programs.
  public var json: JSONDocument
  /// What makes the run fail, each a sentence without a full stop.
  public var failures: [String]

  public init(name: String, text: String, json: JSONDocument = .value(.none), failures: [String] = []) {
    self.name = name
    self.text = text
    self.json = json
    self.failures = failures
  }
}
