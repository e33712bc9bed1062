import DialogDSL
import Hearing
import Interpreter

/// A test file (language.md §9), read and checked against its script.
public struct TestFile: Sendable {
  /// As ranges name it.
  public var name: String
  public var script: Script
  /// When each case's call begins.
  public var clock: LocalTime
  /// The `call` object.
  public var facts: Value
  public var stubs: StubTools
  public var cases: [TestCase]
  /// What every case is to withstand, in the author's order.
  public var sweep: [Perturbation] = []
  public var coverage = CoverageThresholds()
  /// Answers where stubs do not.
  public var cassette: Cassette?
}

public struct TestCase: Sendable {
  public var name: String
  public var range: SourceRange
  /// What models reply before the caller has said a word.
  public var opening: [StubModels.Reply] = []
  public var talk: [Located<Move>]
  /// How often tools run in the whole case, in the author's order.
  public var calls: [Located<CallCount>]
  /// How often models are asked in the whole case; nil: it does not matter.
  public var modelRequests: Located<Int>?
  /// `--update` gives each of the caller's entries its `agent` line.
  public var isGolden = false

  public struct CallCount: Sendable, Hashable {
    public var tool: String
    public var count: Int
  }
}

/// One entry of `talk`.
public enum Move: Sendable {
  /// What the agent has answered since the caller last spoke or was silent.
  case agent(AgentLine)
  /// `goesOn`: a `revises` follows.
  case user(String, afterHearing: String?, goesOn: Bool)
  case revises(String, goesOn: Bool)
  case silence(times: Int)
  /// Speech that nobody could make out.
  case noise(times: Int)
  /// From now on.
  case toolFails(String, StubTools.Timed)
  /// What a model replies in the turn that follows.
  case model(StubModels.Reply)
  /// The caller types: `0`-`9`, `*`, `#`.
  case keypad(String)
  case reconnect
  /// The caller hangs up; nobody comes back.
  case hangUp
  case advance(seconds: Double)
  case expect([Located<Expectation>])
}

public enum AgentLine: Sendable {
  /// A text in which `*` stands for any words; values are spoken as after the turn.
  case pattern(Template)
  /// The answer holds this prompt.
  case prompt(String)
  /// Nothing yet: `--update` writes here what the agent says.
  case unwritten
}

/// One entry of `expect`.
public enum Expectation: Sendable, Hashable {
  /// `.none`: not filled.
  case slot(String, Value)
  /// The running flow.
  case flow(String)
  /// The step that is waited at, by its `id` or its place (`flows.book[0]`).
  case step(String)
  /// Tools run since the caller last spoke, in order.
  case called([String])
  case ended(Bool)
  /// nil: not transferred.
  case transferred(to: String?)
  /// nil: nothing pressed.
  case pressed(String?)
  /// The latest value of a name published; nil: it was never published.
  case published(String, String?)
  /// What Retell was last told of a setting, by its name in `update_agent`; nil: nothing.
  case tuned(String, Double?)
  /// An entry of the call's record; nil: it has none of that name.
  case record(String, String?)
  case locale(String)
  /// The caller's words that filled the slot.
  case words(slot: String, String)
}
