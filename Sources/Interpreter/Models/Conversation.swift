import DialogDSL

/// Where a conversation stands; part of its frame.
public struct Conversation: Sendable, Hashable, Codable {
  /// Answers of the caller that the model has heard.
  var turns = 0
  /// What the caller was asked last.
  var lastWords = ""
  /// A tool that is to run, or runs.
  var pendingTool: String?
  /// The caller has said yes to it.
  var isAllowed = false
  /// A tool that writes has run.
  var hasWritten = false
  /// What the slots that it uses held when the caller was asked.
  var askedAbout: [Value] = []
  /// Tools that have run since the caller last spoke.
  var runs = 0
  /// What the model is told of what happened, the latest last.
  var happened: [String] = []

  /// The model is told the latest few.
  private static let kept = 5
  /// Characters of each.
  private static let longest = 2_000

  mutating func note(_ text: String) {
    happened = (happened + [String(text.prefix(Self.longest))]).suffix(Self.kept)
  }
}
