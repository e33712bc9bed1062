import DialogDSL
import Hearing
import Interpreter
import JSONScanning
import Synchronization

/// What has come of one reply.
final class StreamedReply: Sendable {
  private struct State {
    var splitter: SentenceSplitter
    var text = ""
    var tokens = TokenCount()
    var saidSentences = 0
    var isComplete = false
  }

  private let isSpeech: Bool
  private let state: Mutex<State>

  init(_ request: ModelRequest) {
    isSpeech = request.schema == nil
    state = Mutex(State(splitter: SentenceSplitter(locale: request.locale)))
  }

  var saidSentences: Int { state.withLock { $0.saidSentences } }
  var isComplete: Bool { state.withLock { $0.isComplete } }
  var isEmpty: Bool { state.withLock { $0.text.isEmpty } }
  var tokens: Int? { state.withLock { $0.tokens.total } }

  func count(_ count: TokenCount) { state.withLock { $0.tokens.update(count) } }

  /// The sentences that are complete now; none of a reply that is no speech.
  func add(_ text: String) -> [String] {
    state.withLock { state in
      state.text += text
      guard isSpeech else { return [] }
      let sentences = state.splitter.add(text)
      state.saidSentences += sentences.count
      return sentences
    }
  }

  /// All has come: what is left is the last sentence.
  func finish() -> String? {
    state.withLock { state in
      state.isComplete = true
      guard isSpeech, let rest = state.splitter.finish() else { return nil }
      state.saidSentences += 1
      return rest
    }
  }

  /// Of a complete reply. Throws when it is not what it has to be.
  var outcome: ModelOutcome {
    get throws(ModelFailure) {
      if isSpeech { return .spoken }
      let text = state.withLock { $0.text }
      guard let value = try? Value(json: text.json.utf8), case .map = value else {
        throw .malformed("it is not a JSON object")
      }
      return .proposed(value)
    }
  }

  /// It has broken off after some sentences.
  func outcome(after failure: ModelFailure) -> ModelOutcome {
    if case .tooLong = failure { .spoken } else { .failed(ModelFault("\(failure)", isDown: failure.isDown)) }
  }
}

extension String {
  /// The object in it: without structured outputs, models put words and marks of code around it.
  fileprivate var json: Substring {
    guard let first = firstIndex(of: "{"), let last = lastIndex(of: "}"), first < last else { return self[...] }
    return self[first...last]
  }
}
