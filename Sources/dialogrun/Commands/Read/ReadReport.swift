import DialogDSL
import Hearing
import ReaderCases

/// What `dialogrun read` prints for one utterance: the value, how sure it is, by which rule and from which words; other
/// candidates; with `--explain` what became of each word.
struct ReadReport {
  private let answer: ReadAnswer
  private let candidates: [Candidate]
  private let utterance: Utterance

  init(_ reading: ReadCase, isAsked: Bool) throws {
    let heard = try CaseReader.heard(reading, isAsked: isAsked)
    answer = CaseReader.answer(reading.id, heard.candidates, heard.utterance)
    candidates = heard.candidates
    utterance = heard.utterance
  }

  func text(explaining: Bool) -> String {
    var text = answer.value.map { "\($0.value)\n" } ?? "nothing\n"
    if answer.value == nil, candidates.count > 1 { text = "to be asked back\n" }
    for (number, candidate) in candidates.enumerated() {
      text += "  \(number + 1). \(candidate.value)  \(certainty(candidate)), by \(candidate.rule)"
      text += candidate.words.isEmpty ? "\n" : ", from \"\(evidence(candidate))\"\n"
    }
    return explaining ? text + words : text
  }

  private func certainty(_ candidate: Candidate) -> String {
    candidate.isPartial ? "\(candidate.certainty), a part" : "\(candidate.certainty)"
  }

  private func evidence(_ candidate: Candidate) -> String {
    candidate.words.map { utterance.words[$0].original }.joined(separator: " ")
  }

  /// Each word on a line of its own.
  private var words: String {
    let width = utterance.words.words.map(\.original.count).max() ?? 0
    return utterance.words.words.indices.map { index in
      let word = utterance.words[index].original
      let padding = String(repeating: " ", count: width - word.count)
      return "  \(word)\(padding)  \(use(of: index))\n"
    }.joined()
  }

  private func use(of word: Int) -> String {
    let users = candidates.indices.filter { candidates[$0].words.contains(word) }
    if !users.isEmpty { return users.map { "\($0 + 1) \(candidates[$0].rule)" }.joined(separator: ", ") }
    let isFiller =
      utterance.tokens.all.contains { $0.word == word }
      && utterance.tokens.all.allSatisfy {
        $0.word != word || $0.isFiller
      }
    return isFiller ? "filler" : "-"
  }
}
