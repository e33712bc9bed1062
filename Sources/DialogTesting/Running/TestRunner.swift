import CallEngine
import DialogDSL
import Interpreter

/// Runs the cases of test files in virtual time; every case is a call of its own.
public enum TestRunner {
  public static func run(_ file: TestFile) -> [CaseResult] {
    let dialog = PreparedScript(file.script)
    return file.cases.map { test in
      var run = CaseRun(of: file, dialog: dialog)
      return CaseResult(name: test.name, failure: run.play(test))
    }
  }
}

/// What came of one case. It ends at its first failure: what follows would only follow from it.
public struct CaseResult: Sendable {
  public var name: String
  /// nil: it passed.
  public var failure: TestFailure?

  public init(name: String, failure: TestFailure?) {
    self.name = name
    self.failure = failure
  }
}

public struct TestFailure: Sendable {
  public var range: SourceRange
  public var message: String
  /// What was expected, and what came instead.
  public var details: [Detail]
  /// The caller's last words; sensitive values masked. nil before the first.
  public var heard: String?
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
}
