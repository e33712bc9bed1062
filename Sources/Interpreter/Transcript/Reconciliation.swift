import DialogDSL
import Hearing

/// Brings the state in line with the transcript: is the last turn settled, taken back, or said again?
///
/// Source of the rules: language.md §10; reference §8.3, §15. The transcript is the record of what was said; the state
/// is
/// the record of what it meant.
extension Machine {
  /// Words of `turn` may be said by Retell itself ("mhm"): such an utterance is no turn of ours unless we said it.
  mutating func view(of transcript: [TranscriptEntry]) -> TranscriptView {
    let planned = (state.turn?.spoken ?? []).map { SpokenText.words(of: $0.text) }
    var known: [String: Bool] = [:]
    let view = TranscriptView(transcript, isTold: script.models.isOn) { utterance in
      if utterance.isBackchannel { return true }
      if utterance.responseID != nil { return false }
      guard utterance.text.utf8.count <= Self.longestBackchannel else { return false }
      if let isBackchannel = known[utterance.text] { return isBackchannel }
      let words = SpokenText.words(of: utterance.text)
      let isBackchannel =
        Words(utterance.text).isBackchannel(language: language) && !planned.contains { $0.starts(with: words) }
      known[utterance.text] = isBackchannel
      return isBackchannel
    }
    recentTalk = view.recent
    return view
  }

  /// Longer utterances, in bytes, are no backchannel and need not be looked at in every request.
  private static let longestBackchannel = 32

  /// Answers `response_required`.
  mutating func respond(to view: TranscriptView) {
    isNewResponse = true
    guard var turn = state.turn else {
      return begin(at: view.place, input: view.input, hadNoise: view.hadNoise)
    }
    let isSettled = isSettled(turn, by: view)
    if case .asking(let asking)? = turn.pause, isSettled || turn.hasWritten {
      if !turn.hasWritten, turn.spoken.allSatisfy({ $0.role == .hold }) { return carry(turn, into: view) }
      // Nobody waits for a model while the caller goes on.
      if asking.place.isLine || (turn.hasWritten && !asking.place.leads) {
        turn.overheard = view
        turn.isAnnounced = true
        state.turn = turn
        let isSaid = asking.saidSentences > 0
        return finishModel(
          asking.identity, isSaid ? .spoken : .failed(ModelFault("the caller went on")), tokens: nil)
      }
      leaveModel(asking)
      turn.pause = nil
      if turn.hasWritten { return readOverheard(view, after: turn) }
    }
    if turn.pause != nil, isSettled || turn.hasWritten {
      // A tool is never cancelled by speech once its turn is settled: what the caller says meanwhile waits.
      turn.overheard = view
      turn.isAnnounced = true
      state.turn = turn
      trace.note(.heard, "`\(CallerInput(view.input))` waits until the tool is done")
      return resumeSettled()
    }
    if isSettled {
      settle(turn, heard: heardWords(of: turn, in: view))
      begin(at: view.place, input: view.input, hadNoise: view.hadNoise)
    } else if turn.hasWritten {
      goOn(after: turn, view)
    } else {
      if !turn.isOpening { trace.note(.heard, "took back `\(CallerInput(turn.input))`: it was never answered aloud") }
      dialogue = turn.before
      chooseLocale()
      var place = view.place
      place.consumed = turn.place.consumed
      begin(
        at: place, input: view.input.droppingWords(place.consumed), hadNoise: view.hadNoise, carrying: turn.carried)
    }
  }

  /// Nothing but a hold line was said so far: that is no answer, and what the caller says after it belongs to what came
  /// before.
  private mutating func carry(_ turn: Turn, into view: TranscriptView) {
    trace.note(.heard, "goes on with `\(CallerInput(turn.words))`: only the line was held")
    let held = dialogue.lastHold
    dialogue = turn.before
    dialogue.lastHold = held
    chooseLocale()
    begin(at: view.place, input: view.input, hadNoise: view.hadNoise, carrying: turn.words)
  }

  /// The turn has written to the world, but no word of its answer is in the transcript: what is new is read on its own.
  private mutating func goOn(after turn: Turn, _ view: TranscriptView) {
    let consumed = turn.place.consumed + turn.input.wordCount
    let rest = view.input.droppingWords(consumed)
    if rest.isEmpty, !view.hadNoise { return sayAgain(turn) }
    settle(turn, heard: [])
    dialogue.owed = turn.spoken.filter { $0.role != .hold && $0.role != .closing }
    var place = view.place
    place.consumed = consumed
    begin(at: place, input: rest, hadNoise: view.hadNoise)
  }

  /// The same words again: the same answer again; nothing runs twice.
  private mutating func sayAgain(_ turn: Turn) {
    trace.note(.heard, "the same words again: the same answer again")
    actions += Self.speech(of: turn.spoken.filter { $0.role != .hold }, startsResponse: true)
    if turn.pause == nil { actions.append(.completeResponse(turn.closing)) }
  }

  /// Only a turn that waits has use for `update_only`, by far the most frequent event.
  var awaitsSign: Bool { state.turn?.pause != nil && state.turn?.isAnnounced == false }

  /// `update_only`: may settle a turn whose tool waits for it.
  mutating func watch(_ view: TranscriptView, turn sign: Event.TurnTaking?) {
    guard var turn = state.turn else { return }
    let isSettled = isSettled(turn, by: view)
    let isLonger = view.input.wordCount > turn.place.consumed + turn.input.wordCount
    turn.isDoubted = !isSettled && isLonger
    // A turn announced while the caller has said more is not the one that was asked for.
    turn.isAnnounced = isSettled || (sign == .agent && !isLonger)
    state.turn = turn
    if turn.isAnnounced { resumeSettled() }
  }

  /// Whether the transcript shows that the turn's answer has begun to be spoken.
  ///
  /// Retell's transcripts are complete, so that more agent utterances mean newer ones. A shortened transcript is told
  /// by
  /// its last agent words being others than those the turn answered to.
  func isSettled(_ turn: Turn, by view: TranscriptView) -> Bool {
    let now = view.place
    let then = turn.place
    if now.agentUtterances == 0 { return false }
    if now.agentUtterances > then.agentUtterances { return true }
    if !SpokenText.isSimilar(now.lastAgent, then.lastAgent) { return true }
    return growth(from: then, to: now, of: turn) != nil
  }

  /// What the transcript shows of this turn's answer.
  func heardWords(of turn: Turn, in view: TranscriptView) -> [String] {
    if view.place.agentUtterances == turn.place.agentUtterances,
      let added = growth(from: turn.place, to: view.place, of: turn)
    {
      return added
    }
    let new = view.place.agentUtterances - turn.place.agentUtterances
    let utterances = new > 0 ? view.lastAgent.suffix(new) : view.lastAgent[...]
    return utterances.flatMap(SpokenText.words)
  }

  /// Words added to the same agent utterance, when they are the beginning of this turn's answer.
  private func growth(from then: TranscriptPlace, to now: TranscriptPlace, of turn: Turn) -> [String]? {
    let old = SpokenText.words(of: then.lastAgent)
    let new = SpokenText.words(of: now.lastAgent)
    guard new.count > old.count, new.starts(with: old) else { return nil }
    let added = Array(new[old.count...])
    let planned = turn.spoken.flatMap { SpokenText.words(of: $0.text) }
    return planned.starts(with: added.prefix(Self.telling)) ? added : nil
  }

  /// So many words in a row tell an answer's beginning from a late correction of the words before it.
  private static let telling = 3

  /// Makes the turn final and notes what of its answer was not heard.
  mutating func settle(_ turn: Turn, heard: [String]) {
    state.results.forgetFailedReadings()
    state.models.forget(besides: nil)
    state.published = []
    let unheard = Self.unheard(turn.spoken, heard: heard)
    dialogue.lastSpoken = turn.spoken.filter { $0.role != .hold }
    dialogue.cutOff = unheard.filter { $0.role != .hold }
    dialogue.owed = unheard.filter(\.mustHear)
    let heardWhole = turn.spoken.filter { spoken in spoken.mustHear && !unheard.contains { $0.prompt == spoken.prompt }
    }
    for spoken in heardWhole { dialogue.noteMustHear(spoken.prompt, wasHeard: true) }
    dialogue.isQuestionUnheard = Self.isQuestionUnheard(turn.spoken, heard: heard)
    if !unheard.isEmpty { trace.note(.heard, "cut off at `\(unheard[0].text)`") }
  }

  /// Whether the caller broke in before the first word of the question.
  private static func isQuestionUnheard(_ spoken: [Spoken], heard: [String]) -> Bool {
    guard let question = spoken.lastIndex(where: { $0.role == .question }) else { return false }
    let planned = spoken.map { SpokenText.words(of: $0.text) }
    let before = planned[..<question].reduce(0) { $0 + $1.count }
    return SpokenText.spokenCount(of: planned.flatMap(\.self), heard: heard) <= before
  }

  /// What remains of `spoken` after the words heard; a prompt cut in a sentence remains from that sentence on.
  static func unheard(_ spoken: [Spoken], heard: [String]) -> [Spoken] {
    let planned = spoken.map { SpokenText.words(of: $0.text) }
    var left = SpokenText.spokenCount(of: planned.flatMap(\.self), heard: heard)
    var rest: [Spoken] = []
    for (part, words) in zip(spoken, planned) {
      if left >= words.count {
        left -= words.count
        continue
      }
      var part = part
      part.text = part.text.fromSentence(afterWords: left)
      left = 0
      rest.append(part)
    }
    return rest
  }
}

extension String {
  /// Words as white space parts them: how much of the caller's input a turn has read.
  var wordCount: Int { split(whereSeparator: \.isWhitespace).count }

  func droppingWords(_ count: Int) -> String {
    count == 0 ? self : split(whereSeparator: \.isWhitespace).dropFirst(count).joined(separator: " ")
  }

  /// The text from the beginning of the sentence in which word number `count` (from 0) lies.
  func fromSentence(afterWords count: Int) -> String {
    var seen = 0
    var start = startIndex
    for index in indices where self[index] == "." || self[index] == "?" || self[index] == "!" {
      let next = self.index(after: index)
      guard next == endIndex || self[next].isWhitespace else { continue }
      seen += SpokenText.words(of: String(self[start..<next])).count
      if seen > count { break }
      start = next
    }
    return String(self[start...]).trimmed
  }
}
