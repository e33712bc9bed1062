import DialogDSL
import Interpreter

/// A base case, and how calls that are perturbed compare with it.
struct SweptCase {
  let file: TestFile
  let test: TestCase
  let base: PlayedCall
  private let dialog: PreparedScript
  private let callID: String
  private let moves: [Located<Move>]
  private let silent: Set<Int>

  init(file: TestFile, dialog: PreparedScript, test: TestCase, callID: String) {
    self.file = file
    self.dialog = dialog
    self.test = test
    self.callID = callID
    moves = test.talk.filter { !Act.acts(of: $0.value).isEmpty }
    let base = CallPlay.play(file, dialog, opening: test.opening, moves, callID: callID)
    self.base = base
    silent = Set(base.turns.indices.filter { base.turns[$0].isSilent })
  }

  /// nil: the call with these changes comes to the same.
  func failure(of changes: [Sweep.Change], under perturbation: Perturbation) -> SweepFailure? {
    guard !differences(play(changes), under: perturbation).isEmpty else { return nil }
    // Whatever is not needed for the failure goes.
    var kept = changes
    for change in changes {
      let fewer = kept.filter { $0 != change }
      if !fewer.isEmpty, !differences(play(fewer), under: perturbation).isEmpty { kept = fewer }
    }
    let played = play(kept)
    let parting = parting(of: played, under: perturbation)
    let mask = played.mask
    return SweepFailure(
      range: parting.map { base.turns[$0].range } ?? test.range,
      details: differences(played, under: perturbation).map {
        .init($0.name, base.mask.apply(to: mask.apply(to: $0.text)))
      },
      talk: played.talk.map(mask.apply),
      trace: parting.map {
        played.turns[$0].trace.lines(in: file.script).map { "\($0.kind.rawValue): \(mask.apply(to: $0.text))" }
      }
        ?? [])
  }

  private func play(_ changes: [Sweep.Change]) -> PlayedCall {
    let acts = changes.reduce(into: [:]) { acts, change in acts.merge(change.acts) { $1 } }
    return CallPlay.play(file, dialog, opening: test.opening, moves, replacing: acts, silent: silent, callID: callID)
  }

  private func differences(_ played: PlayedCall, under perturbation: Perturbation) -> [TestFailure.Detail] {
    var details = played.result.differences(from: base.result, file.script, allowing: perturbation.allowance)
    if perturbation.keepsAnswers {
      let other = base.turns.indices.first { played.turns[$0].answer != base.turns[$0].answer }
      if let other {
        let answers = [played.turns[other], base.turns[other]].map { $0.answer.joined(separator: " ") }
        details.append(.init("answer", "`\(answers[0])`, in the base case `\(answers[1])`"))
      }
    }
    return details + played.violations.map { .init("broken", $0) }
  }

  /// The first move after which a slot of the base call is missing or another, or one is filled that never is.
  private func parting(of played: PlayedCall, under perturbation: Perturbation) -> Int? {
    let final = base.result.slots
    let found = base.turns.indices.first { index in
      let own = played.turns[index].after.slots
      let others = base.turns[index].after.slots
      if perturbation.keepsAnswers, played.turns[index].answer != base.turns[index].answer { return true }
      return file.script.slots.map(\.name).contains { name in
        let value = own[name]?.value ?? .none
        let expected = others[name]?.value ?? .none
        return value != expected && value != (final[name] ?? .none)
      }
    }
    return found ?? base.turns.indices.last
  }
}
