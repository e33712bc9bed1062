import DialogDSL
import Interpreter

/// One way on from a step: a branch of its own, or one that only goes on.
struct Way {
  var branch: Mark.Branch
  var label: String
  /// The first step of the way; nil: it goes on with the step that follows.
  var block: Block = nil
  /// Where it is written, when it has no steps.
  var range: SourceRange?

  var isFailure: Bool { branch == .failed || branch == .gaveUp }

  func range(of step: Step, in script: Script) -> SourceRange {
    block.map { script[$0].range } ?? range ?? step.range
  }
}

extension Script {
  /// The ways that a step has, in the author's order; none for steps that only go on.
  func ways(of step: Step) -> [Way] {
    switch step.kind {
    case .branch(_, let then, let otherwise):
      return [Way(branch: .then, label: "then", block: then), Way(branch: .otherwise, label: "else", block: otherwise)]
    case .match(let subject, let cases, let otherwise):
      let ways = cases.enumerated().map { Way(branch: .value($0), label: $1.key, block: $1.block) }
      if otherwise == nil, isComplete(cases.count, of: subject) { return ways }
      return ways + [Way(branch: .otherwise, label: "else", block: otherwise ?? nil)]
    case .ask(let ask): return ways(of: ask)
    case .confirm(let confirm):
      let corrected = confirm.slots.isEmpty ? [] : [Way(branch: .corrected, label: "corrected")]
      return [Way(branch: .yes, label: "yes"), Way(branch: .no, label: "no", block: confirm.no ?? nil)] + corrected
    case .collect(let collect):
      return collect.otherwise.map { [Way(branch: .gaveUp, label: "else", block: $0)] } ?? []
    case .call(let use):
      return [
        Way(branch: .succeeded, label: "ok"), Way(branch: .failed, label: "failed", block: use.failed ?? nil),
      ]
    case .route(let route):
      let offered = flows.filter { flow in
        !flow.triggers.isEmpty && flow.name != step.flow && route.flows?.contains(flow.name) != false
      }
      return offered.map { Way(branch: .flow($0.name), label: $0.name) }
        + [Way(branch: .nothingElse, label: "nothing else")]
    case .generate: return [Way(branch: .succeeded, label: "said"), Way(branch: .otherwise, label: "else")]
    case .converse(let converse):
      return [
        Way(branch: .succeeded, label: "done"), Way(branch: .gaveUp, label: "else", block: converse.otherwise),
      ]
    case .say, .set, .clear, .run, .goto, .finishFlow, .transfer, .press, .end, .record, .publish, .tune, .wait:
      return []
    }
  }

  private func ways(of ask: Ask) -> [Way] {
    var ways: [Way] = []
    if ask.yes != nil || ask.no != nil {
      ways.append(Way(branch: .yes, label: "yes", block: ask.yes ?? nil))
      ways.append(Way(branch: .no, label: "no", block: ask.no ?? nil))
    }
    for (index, answer) in ask.answers.enumerated() {
      let label = answer.phrases.map(\.source).joined(separator: ", ")
      ways.append(
        Way(branch: .answer(index), label: label, block: answer.block, range: answer.phrases.first?.range))
    }
    if let otherwise = ask.otherwise { ways.append(Way(branch: .gaveUp, label: "else", block: otherwise)) }
    return ways
  }

  /// The cases of a `match` on a slot without `else` name all its values: the checker sees to it.
  private func isComplete(_ cases: Int, of subject: Expression) -> Bool {
    guard case .name(.slot(let name)) = subject, !slot(name).isOptional else { return false }
    return slot(name).type == .choice || (slot(name).type == .yesNo && cases > 1)
  }
}
