/// The steps of all flows lie in one array, `Script.steps`; a step knows the one that follows it. Nested blocks are
/// chains in the same array that lead back to the step after their parent. So a place in the dialog is one number.
public struct StepID: Sendable, Hashable, Codable, Comparable {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public static func < (a: StepID, b: StepID) -> Bool { a.index < b.index }
}

/// The first step of a nested block; nil when it is empty.
public typealias Block = StepID?

public struct Step: Sendable {
  public var id: StepID
  /// The place in the script: `flows.book[3].failed[0]`. Part of the identity of tool calls.
  public var path: String
  public var flow: String
  /// `id:` in the script, a target for `goto`.
  public var label: String?
  /// Skipped when false.
  public var condition: Expression?
  /// What follows when this step is done; nil: the flow ends (or, in a ladder's rung, the rung is done).
  public var next: StepID?
  public var kind: Kind
  public var range: SourceRange

  public enum Kind: Sendable {
    case say([Prompt])
    case collect(Collect)
    case ask(Ask)
    case confirm(Confirm)
    case route(Route)
    case set([Assignment])
    case clear([String])
    case branch(condition: Expression, then: Block, otherwise: Block)
    /// `cases` in script order; the key is compared with the value's canonical form.
    case match(Expression, cases: [(key: String, block: Block)], otherwise: Block?)
    case run(flow: String)
    case goto(Destination)
    case finishFlow
    case call(ToolUse)
    case transfer(line: String, say: Prompt?, showCaller: Bool)
    case press(Template, say: Prompt?)
    case end(Prompt)
    case record([Entry])
    /// Facts for the web client.
    case publish([Entry])
    case tune(AgentSettings)
    /// A model words this line.
    case generate(Generate)
    /// A model leads, inside walls.
    case converse(Converse)
    case wait
  }

  public init(id: StepID, path: String, flow: String, kind: Kind, range: SourceRange) {
    self.id = id
    self.path = path
    self.flow = flow
    self.kind = kind
    self.range = range
  }
}

extension Step.Kind {
  /// The slots that the step itself has the caller fill.
  public var collects: [String] {
    switch self {
    case .collect(let collect): collect.slots
    case .converse(let converse): converse.slots
    default: []
    }
  }

  /// The tools that the step itself may run.
  public var toolUses: [ToolUse] {
    switch self {
    case .call(let use): [use]
    case .converse(let converse): converse.tools
    default: []
    }
  }
}

/// `collect: SLOT` or a list: visits the first unfilled slot until all are filled.
public struct Collect: Sendable {
  public var slots: [String]
  /// Ask again even when filled.
  public var fresh: Bool
  /// Steps when its ladder gives up; nil: the flow's, then the script's last rung.
  public var otherwise: Block?
  public var fallback: [Rung]?

  public init(slots: [String], fresh: Bool = false, otherwise: Block? = nil, fallback: [Rung]? = nil) {
    self.slots = slots
    self.fresh = fresh
    self.otherwise = otherwise
    self.fallback = fallback
  }
}

/// A closed question without a slot. `yes`/`no` stand for the locale's words; `answers` in script order.
public struct Ask: Sendable {
  public var prompt: Prompt
  public var yes: Block?
  public var no: Block?
  public var answers: [(phrases: [Phrase], block: Block)]
  public var otherwise: Block?

  public init(prompt: Prompt) {
    self.prompt = prompt
    answers = []
  }
}

public struct Confirm: Sendable {
  public var prompt: Prompt
  /// Replaces "what should I change?".
  public var no: Block?
  /// The slots read back: those its texts read, in order of first mention.
  public var slots: [String]

  public init(prompt: Prompt, no: Block?, slots: [String]) {
    self.prompt = prompt
    self.no = no
    self.slots = slots
  }
}

public struct Route: Sendable {
  public var prompt: Prompt
  public var again: Prompt?
  /// Flows on offer; nil: every flow with triggers.
  public var flows: [String]?

  public init(prompt: Prompt, again: Prompt?, flows: [String]?) {
    self.prompt = prompt
    self.again = again
    self.flows = flows
  }
}

/// `set: {name: EXPR}`: a slot or a variable.
public struct Assignment: Sendable {
  public enum Target: Sendable, Hashable {
    case slot(String)
    case variable(String)

    public var name: String {
      switch self {
      case .slot(let name), .variable(let name): name
      }
    }
  }
  public var target: Target
  public var value: Expression

  public init(target: Target, value: Expression) {
    self.target = target
    self.value = value
  }
}

public enum Destination: Sendable, Hashable {
  case step(StepID)
  case flow(String)
}

/// `record: {key: EXPR}`, `publish: {key: EXPR}`, `result: {key: EXPR}`.
public struct Entry: Sendable {
  public var key: String
  public var value: Expression
  /// Reads a sensitive slot: masked in logs, stores and traces.
  public var isSensitive: Bool

  /// The entry that the interpreter keeps itself: which prompts with `must_hear` were heard whole.
  public static let mustHearKey = "must_hear"

  public init(key: String, value: Expression, isSensitive: Bool = false) {
    self.key = key
    self.value = value
    self.isSensitive = isSensitive
  }
}

/// `call: TOOL`.
public struct ToolUse: Sendable {
  public var tool: String
  /// `with:`, by parameter name.
  public var arguments: [String: Expression]
  /// The name the result is saved under.
  public var save: String?
  /// nil: the tool's own.
  public var hold: Prompt?
  public var failed: Block?

  public init(tool: String) {
    self.tool = tool
    arguments = [:]
  }
}

/// `generate: INSTRUCTION`: what is said when no model is there, or what it says may not be said, is `otherwise`.
public struct Generate: Sendable {
  public var instruction: Template
  /// Entries of `knowledge` that the model is given; nil: all.
  public var knowledge: [String]?
  /// nil: as many as the guard allows.
  public var sentences: Int?
  /// Texts that must stand in what is said, to the letter.
  public var keep: [Template]
  public var otherwise: Prompt

  public init(
    instruction: Template, knowledge: [String]?, sentences: Int?, keep: [Template], otherwise: Prompt
  ) {
    self.instruction = instruction
    self.knowledge = knowledge
    self.sentences = sentences
    self.keep = keep
    self.otherwise = otherwise
  }
}

/// `converse: {goal: …}`: the model fills only these slots, through their recognisers, and has only these tools run.
public struct Converse: Sendable {
  public var goal: Template
  public var slots: [String]
  public var tools: [ToolUse]
  /// Asked before a tool that writes runs.
  public var confirm: Prompt?
  /// Answers of the caller that the model may hear.
  public var turns: Int
  /// When it is done; nil: when all `slots` are filled, and a tool that writes has run, if there is one.
  public var until: Expression?
  /// Steps for when it does not get there.
  public var otherwise: Block

  /// The place of a tool in the script: part of the identity of its calls.
  public static func path(of tool: String, in step: String) -> String { "\(step).tools.\(tool)" }

  /// As many as a form of a few slots takes with some going back and forth.
  public static let standardTurns = 8

  public init(goal: Template, slots: [String], otherwise: Block) {
    self.goal = goal
    self.slots = slots
    self.otherwise = otherwise
    tools = []
    turns = Self.standardTurns
  }
}

/// One rung of a fallback ladder (language.md §7).
public enum Rung: Sendable {
  /// A model reads the utterance into commands; the script checks them.
  case understand
  /// A model answers from `knowledge`; then the open question comes again.
  case answer
  /// The slot's own reprompts, at most so many times in a row.
  case reprompt(Int)
  /// Said once, then the open question again.
  case say(Prompt)
  /// `do`, `end`, `transfer`: the last rung; a way out.
  case steps(StepID)
}
