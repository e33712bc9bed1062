import DialogDSL
import Hearing
import Interpreter

/// `confirm_words`: other ways to say yes or no, where the caller says just that and a yes or no is asked for.
///
/// Not at an `ask` with answers of its own: there the words matter.
enum ConfirmWords {
  private enum Kind { case rightOrWrong, offer }

  private static let yes = ["yes", "yeah", "yep", "yup", "sure", "yes please", "absolutely", "okay", "Yes."]
  private static let no = ["no", "nope", "nah", "No.", "no thank you"]
  /// After "is that right?".
  private static let right = ["that's right", "correct", "exactly", "yes that's correct", "yes it is", "right"]
  private static let wrong = ["that's wrong", "that's not right", "no it isn't", "no that's not correct"]
  /// After an offer or a question.
  private static let gladly = ["of course", "please do", "yes go ahead", "definitely"]
  private static let rather = ["not really", "no thanks", "I'd rather not"]

  static func line(_ text: String, of turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> String? {
    guard let kind = kind(of: turn, script), let answer = answer(text, script.locale),
      wasHeard(answer, by: turn, script)
    else { return nil }
    let words: [String] =
      switch (kind, answer) {
      case (.rightOrWrong, true): yes + right
      case (.rightOrWrong, false): no + wrong
      case (.offer, true): yes + gladly
      case (.offer, false): no + rather
      }
    return random.pick(words.filter { $0 != text })
  }

  private static func kind(of turn: PlayedTurn, _ script: Script) -> Kind? {
    switch turn.before.question {
    case .readBack, .confirm, .suggestion, .permission: return .rightOrWrong
    case .slot(let name): return script.slot(name).type == .yesNo ? .offer : nil
    case .ask:
      guard let step = turn.before.stack.last?.step, case .ask(let ask) = script[step].kind, ask.answers.isEmpty else {
        return nil
      }
      return .offer
    case .which, .more, .whichFlow, .change, .route, .converse, .wait, .closing, nil: return nil
    }
  }

  /// "Never mind" and "stop" are a no that may have been taken as something else.
  private static func wasHeard(_ answer: Bool, by turn: PlayedTurn, _ script: Script) -> Bool {
    if case .slot(let name)? = turn.before.question { return turn.after.slots[name]?.value == .bool(answer) }
    let sign = answer ? "yes (" : "no ("
    return turn.trace.lines(in: script).contains { $0.kind == .read && $0.text.hasPrefix(sign) }
  }

  /// Yes or no, when the line is nothing else.
  private static func answer(_ text: String, _ locale: LocaleTag) -> Bool? {
    let words = Words(text)
    let expectation = Hearing.Expectation(
      type: .yesNo, locale: locale, now: LocalTime(TestFileDecoder.standardClock))
    let found = RecognizerRegistry.recognizer(for: .yesNo).candidates(in: Utterance(words), expecting: expectation)
      .first
    guard let found, case .bool(let answer) = found.value else { return nil }
    let rest = words.words.indices.filter { !found.words.contains($0) && !words.isFiller($0) }
    return rest.isEmpty ? answer : nil
  }
}
