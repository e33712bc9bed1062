import DialogDSL
import Interpreter

/// Looks at a call turn by turn and says which invariants it breaks.
struct Watchman {
  enum Limits {
    /// Characters. Twice what is read of a caller's turn, which a script may read back; spoken, some four minutes.
    static let answer = 4000
    /// The same answer so often in a row to a caller who answers is no accident of words.
    static let sameAnswers = 5
    /// Answers in vain to one question. The values that conditions look for are tried among them.
    static let vainAnswers = 10
    /// Turns of a caller who answers everything; the longest flow that people put up with has some thirty.
    static let turns = 60
  }

  private let script: Script
  private let dependents: [String: Set<String>]
  /// The latest answer, and how often in a row it came to an honest caller.
  private var answer = (text: "", count: 0)
  private var vainAnswers = 0
  /// The open question has had tries that were no honest answers.
  private var isTriedByOthers = false
  private var honestTurns = 0
  private var written: Set<ToolIdentity> = []
  /// Every answer so far was one as asked, and nothing was found.
  private var isHonest = true

  init(_ script: Script) {
    self.script = script
    dependents = Dictionary(
      script.slots.map { ($0.name, Self.sources(of: $0.name, in: script)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The slots whose change clears this one, itself included.
  private static func sources(of slot: String, in script: Script) -> Set<String> {
    var reached: Set<String> = [slot]
    var open = [slot]
    while let next = open.popLast() {
      for source in script.slot(next).depends where reached.insert(source).inserted { open.append(source) }
    }
    return reached
  }

  mutating func look(at seen: Observation) -> [Breach] {
    var breaches = checkAnswer(seen)
    for identity in seen.writes where !written.insert(identity).inserted {
      breaches.append(Breach(invariant: .writtenTwice, place: identity.step))
    }
    if seen.act?.isRequest ?? true {
      breaches += checkSlots(seen) + checkProgress(seen)
      if let breach = checkGivingUp(seen) { breaches.append(breach) }
    }
    return breaches
  }

  private func breach(_ invariant: Invariant, _ dialogue: DialogueState) -> Breach {
    Breach(invariant: invariant, place: OpenQuestion(of: dialogue)?.described(in: script) ?? "the opening")
  }

  // MARK: The answer

  private func checkAnswer(_ seen: Observation) -> [Breach] {
    var breaches: [Breach] = []
    if seen.awaitsAnswer, seen.text.allSatisfy(\.isWhitespace), seen.closing == nil {
      breaches.append(breach(.unanswered, seen.after))
    }
    if seen.text.count > Limits.answer { breaches.append(breach(.tooLong, seen.after)) }
    // A question as the call ends gets no answer; what a `say` asks is a question too. "Sorry?" before a question is none.
    let asked = seen.spoken.count { $0.role == .question }
    let asking = seen.spoken.first {
      $0.role == .statement && $0.text.hasSuffix("?") && !$0.prompt.hasPrefix("builtin.")
    }
    if let asking, asked > 0 {
      breaches.append(Breach(invariant: .twoQuestions, place: asking.prompt))
    } else if asked > 1 || (asked == 1 && seen.closing != nil) {
      breaches.append(breach(.twoQuestions, seen.after))
    }
    return breaches
  }

  // MARK: Slots

  private func checkSlots(_ seen: Observation) -> [Breach] {
    var breaches: [Breach] = []
    if case .slot(let name)? = seen.after.question, seen.spoken.contains(where: { $0.role == .question }),
      let filled = seen.after.slots[name], !filled.value.isNone, seen.after.pieces[name] == nil
    {
      breaches.append(Breach(invariant: .askedAgain, place: name))
    }
    for slot in script.slots {
      guard let old = seen.before.slots[slot.name], !old.value.isNone, seen.after.slots[slot.name] == nil,
        !isEmptiedWithCause(slot.name, seen)
      else { continue }
      breaches.append(Breach(invariant: .askedAgain, place: slot.name))
    }
    return breaches
  }

  private func isEmptiedWithCause(_ slot: String, _ seen: Observation) -> Bool {
    let sources = dependents[slot] ?? []
    // A step of the script did it.
    if seen.steps.contains(where: { empties(script[$0], sources) }) { return true }
    // The words had two readings.
    if sources.contains(where: { seen.after.ambiguous[$0] != nil }) { return true }
    // What it depends on is another value now.
    let others = sources.subtracting([slot])
    if others.contains(where: { seen.before.slots[$0]?.value != seen.after.slots[$0]?.value }) { return true }
    // The caller took it back; the trace says so.
    let isOnRecord = seen.notes.contains { note in
      (note.kind == .cleared && note.text.hasPrefix(slot)) || (note.kind == .read && note.text == "universal back")
    }
    return !seen.isHonest && isOnRecord
  }

  private func empties(_ step: Step, _ slots: Set<String>) -> Bool {
    switch step.kind {
    case .clear(let names): return !slots.isDisjoint(with: names)
    case .collect(let collect): return collect.fresh && !slots.isDisjoint(with: collect.slots)
    case .set(let assignments):
      return assignments.contains { if case .slot(let name) = $0.target { slots.contains(name) } else { false } }
    default: return false
    }
  }

  // MARK: Progress

  private mutating func checkProgress(_ seen: Observation) -> [Breach] {
    if seen.hasRunInCircles { return [Breach(invariant: .loop, place: lastStep(seen))] }
    guard seen.isHonest, seen.closing == nil else {
      isHonest = isHonest && (seen.isHonest || seen.act == nil)
      answer = ("", 0)
      vainAnswers = 0
      return []
    }
    var breaches: [Breach] = []
    honestTurns += 1
    if isHonest, honestTurns == Limits.turns { breaches.append(Breach(invariant: .endless, place: "the call")) }
    // "Anything else?" comes as often as the list grows.
    let isRepeated = seen.text == answer.text && !seen.hasGrownList
    answer = (seen.text, isRepeated ? answer.count + 1 : 1)
    vainAnswers = seen.hasMoved ? 0 : vainAnswers + 1
    if vainAnswers == Limits.vainAnswers {
      breaches.append(breach(.deadEnd, seen.after))
    } else if answer.count == Limits.sameAnswers, vainAnswers < Limits.sameAnswers {
      breaches.append(breach(.loop, seen.after))
    }
    // What follows from it is no finding of its own.
    if !breaches.isEmpty { isHonest = false }
    return breaches
  }

  private func lastStep(_ seen: Observation) -> String {
    seen.steps.last.map { script[$0].path } ?? "the opening"
  }

  private mutating func checkGivingUp(_ seen: Observation) -> Breach? {
    if seen.hasGivenUp {
      defer { isTriedByOthers = false }
      return seen.isHonest && !isTriedByOthers ? breach(.giveUp, seen.before) : nil
    }
    if seen.after.tries == 0 {
      isTriedByOthers = false
    } else if !seen.isHonest {
      isTriedByOthers = true
    }
    return nil
  }
}
