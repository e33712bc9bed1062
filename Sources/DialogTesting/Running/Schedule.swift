import CallEngine
import Interpreter

/// What will happen when, in order of time, then of entry.
struct Schedule: Sendable {
  enum Kind: Sendable, Hashable {
    case timer(CallTimer)
    case tool(ToolIdentity, ToolOutcome)
    case sentence(ModelIdentity, String)
    case reply(ModelIdentity, ModelOutcome, tokens: Int?)
  }

  private var events: [(due: Double, kind: Kind)] = []

  var next: Double? { events.first?.due }

  func contains(_ kind: Kind) -> Bool { events.contains { $0.kind == kind } }

  var hasTools: Bool { events.contains { if case .tool = $0.kind { true } else { false } } }

  /// A timer that is added again begins anew.
  mutating func add(_ kind: Kind, due: Double) {
    if case .timer(let timer) = kind { cancel(timer) }
    let index = events.firstIndex { $0.due > due } ?? events.count
    events.insert((due, kind), at: index)
  }

  mutating func cancel(_ timer: CallTimer) {
    events.removeAll { event in
      if case .timer(timer) = event.kind { true } else { false }
    }
  }

  /// Nothing more comes of a model that was stopped.
  mutating func cancel(_ model: ModelIdentity) {
    events.removeAll { event in
      switch event.kind {
      case .sentence(model, _), .reply(model, _, _): true
      case .sentence, .reply, .timer, .tool: false
      }
    }
  }

  mutating func takeNext() -> (due: Double, kind: Kind)? { events.isEmpty ? nil : events.removeFirst() }
}
