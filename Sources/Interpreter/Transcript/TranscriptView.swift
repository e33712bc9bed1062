import DialogDSL

/// What one transcript means for a turn: the caller's words since the agent last spoke, and the agent's words before.
///
/// Source of the rule: language.md §10, "Input of a turn"; reference §15.2 and §15.3.
public struct TranscriptView: Sendable, Hashable, Codable {
  /// What the caller said since the last real agent utterance, joined; noise and blanks left out. A key is a word of
  /// its own (`CallerInput`).
  public var input: String
  /// At least one of those utterances was speech that nobody could make out.
  public var hadNoise: Bool
  /// What the agent said between the caller's former words and `input`, utterance by utterance.
  public var lastAgent: [String]
  public var place: TranscriptPlace
  /// What was said before `input`, for models; empty where none is ever asked.
  var recent: [TranscriptEntry] = []

  /// Entries that a model is shown: enough to know what "that one" is.
  static let shownEntries = 6

  init(input: String, hadNoise: Bool, at place: TranscriptPlace) {
    self.input = input
    self.hadNoise = hadNoise
    lastAgent = []
    self.place = place
  }

  /// Retell's word for speech it could not make out (reference §5.1).
  static let unintelligible = "(unintelligible audio)"

  /// - Parameter isTold: `recent` is wanted.
  init(_ transcript: [TranscriptEntry], isTold: Bool = false, isBackchannel: (TranscriptEntry) -> Bool) {
    var input: [String] = []
    var hadNoise = false
    var lastAgent: [String] = []
    var agentUtterances = 0
    var callerSpokeSinceAgent = true
    var lastAnswered = 0
    for (index, utterance) in transcript.enumerated() {
      let text = utterance.text.trimmed
      switch utterance.speaker {
      case .other: continue
      case .agent:
        if text.isEmpty || isBackchannel(utterance) { continue }
        if callerSpokeSinceAgent { lastAgent = [] }
        lastAgent.append(text)
        agentUtterances += 1
        lastAnswered = index + 1
        input = []
        hadNoise = false
        callerSpokeSinceAgent = false
      case .caller:
        if text.isEmpty { continue }
        callerSpokeSinceAgent = true
        if text.lowercased() == Self.unintelligible { hadNoise = true } else { input.append(text) }
      case .keypad:
        guard let word = CallerInput.word(for: text) else { continue }
        callerSpokeSinceAgent = true
        input.append(word)
      }
    }
    self.input = input.joined(separator: " ")
    self.hadNoise = hadNoise
    self.lastAgent = lastAgent
    place = TranscriptPlace(agentUtterances: agentUtterances, lastAgent: lastAgent.last ?? "", consumed: 0)
    if isTold {
      recent = transcript[..<lastAnswered].filter { $0.speaker == .agent || $0.speaker == .caller }
        .suffix(Self.shownEntries)
    }
  }
}

/// A point in the transcript: after so many utterances of the agent, the last of which begins like that.
public struct TranscriptPlace: Sendable, Hashable, Codable {
  public var agentUtterances: Int
  public var lastAgent: String
  /// Words of the caller after that point that a turn before has read for good.
  public var consumed: Int

  static let start = TranscriptPlace(agentUtterances: 0, lastAgent: "", consumed: 0)
}
