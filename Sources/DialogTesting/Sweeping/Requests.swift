import DialogDSL
import Hearing
import Interpreter

/// Perturbations of what goes on between Retell and us while the caller says the very same words: the dialog, to the
/// word, is the same by definition.
enum Requests {
  /// Reminders in a row where the script does not end them: more than a patient Retell sends.
  private static let mostReminders = 4
  /// Requests that an utterance is cut into, besides the whole and unless it is cut everywhere.
  private static let mostCuts = 3

  /// `split_turns`: requests for beginnings of the utterance, each taken back by the next.
  static func split(_ said: (text: String, hearing: Act.Hearing), _ random: inout SplitMix64) -> [Act]? {
    let words = said.text.split(whereSeparator: \.isWhitespace)
    guard words.count > 1 else { return nil }
    let all = Array(1..<words.count)
    let cuts = random.below(2) == 0 ? all : random.pick(1 + random.below(mostCuts), of: all)
    let parts = cuts.map { words.prefix($0).joined(separator: " ") }
    return [.user(parts[0], hearing: said.hearing, goesOn: true)]
      + parts.dropFirst().map { .revises($0, goesOn: true) } + [.revises(said.text, goesOn: false)]
  }

  /// `stale_ids`: requests that a newer one supersedes before they are answered, and timers and results that come once
  /// more when they are over.
  static func stale(_ said: (text: String, hearing: Act.Hearing), _ random: inout SplitMix64) -> [Act] {
    let superseded: [Act] = random.pick([[], [.announced], [.again(goesOn: true)], [.again(goesOn: true), .announced]])!
    return [.user(said.text, hearing: said.hearing, goesOn: true)] + superseded + [.again(goesOn: false), .late]
  }

  /// `duplicate_requests`: the same request once more under a new id, when it has been answered.
  static func duplicated(_ said: (text: String, hearing: Act.Hearing), _ random: inout SplitMix64) -> [Act] {
    [.user(said.text, hearing: said.hearing, goesOn: false)]
      + Array(repeating: .again(goesOn: false), count: 1 + random.below(2))
  }

  /// `reconnect`: the socket breaks before the request, in the middle of its answer, or when the answer is out and was
  /// not heard; Retell asks again for what was not heard.
  static func reconnected(_ said: (text: String, hearing: Act.Hearing), _ random: inout SplitMix64) -> [Act] {
    switch random.below(4) {
    case 0: [.reconnect(.elsewhere), .user(said.text, hearing: said.hearing, goesOn: false)]
    case 1: [.user(said.text, hearing: said.hearing, goesOn: true), .reconnect(.here), .again(goesOn: false)]
    case 2:
      [.user(said.text, hearing: said.hearing, goesOn: true), .announced, .reconnect(.here), .again(goesOn: false)]
    default:
      [.user(said.text, hearing: said.hearing, goesOn: false), .reconnect(.elsewhere), .again(goesOn: false)]
    }
  }

  /// `barge_in`: the caller has heard enough of the question and answers it. Not before the question, which is another
  /// matter, and not over a closing line.
  static func bargedIn(_ turn: PlayedTurn, _ random: inout SplitMix64) -> [Act]? {
    guard let said = turn.said, said.hearing == .all, turn.closingBefore == nil,
      let question = turn.spokenBefore.last(where: { $0.role == .question }), question.text.wordCount > 1
    else { return nil }
    return [.user(said.text, hearing: .question(percent: random.pick([50, 70, 90])!), goesOn: false)]
  }

  /// `reminder_storm`: silences before the caller speaks, so many that the next one would do more than remind.
  static func reminded(_ turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> [Act]? {
    guard let said = turn.said, said.hearing == .all, turn.closingBefore == nil, turn.before.silences == 0 else {
      return nil
    }
    let closing = script.silence.firstIndex { if case .steps = $0 { true } else { false } }
    let most = min(closing ?? mostReminders, mostReminders)
    // "Yes" after "are you still there?" answers that, and not the question before it.
    let answersAnything = Words(said.text).isBackchannel(language: .data(for: script.locale))
    let counts = (0..<most).filter { !answersAnything || asksAgain(reminder: $0, of: script) }.map { $0 + 1 }
    guard let longest = counts.last else { return nil }
    let count = random.below(2) == 0 ? longest : counts[random.below(counts.count)]
    return Array(repeating: .silence, count: count) + [.user(said.text, hearing: .all, goesOn: false)]
  }

  /// Whether the open question is all there is to answer after it.
  private static func asksAgain(reminder index: Int, of script: Script) -> Bool {
    guard !script.silence.isEmpty else { return index > 0 }
    guard case .say(let prompt) = script.silence[min(index, script.silence.count - 1)] else { return false }
    return prompt.variants.allSatisfy { $0.references.contains(.question) }
  }
}

extension String {
  fileprivate var wordCount: Int { split(whereSeparator: \.isWhitespace).count }
}
