/// The characters of an address as its pieces add up; letters that spell the word before them take its place.
struct EmailText {
  private struct Part {
    var kind: EmailPiece.Kind
    var text: String
    /// Pieces in it.
    var count = 1
  }

  private var parts: [Part] = []
  private var isSpelled = false

  init() {}

  init(_ pieces: some Sequence<EmailPiece>) {
    for piece in pieces { append(piece) }
  }

  mutating func append(_ piece: EmailPiece) {
    switch piece.kind {
    case .at, .repair, .remark: break
    case .spelled: isSpelled = true
    case .letter where parts.last?.kind == .letter:
      parts[parts.count - 1].text += piece.text
      parts[parts.count - 1].count += 1
    case .letter, .digits, .sign, .word: parts.append(Part(kind: piece.kind, text: piece.text))
    }
  }

  var isEmpty: Bool { parts.isEmpty }
  var count: Int { parts.count }

  /// Said as addresses are: a sign between words or letters.
  var isDictated: Bool {
    parts.indices.dropFirst().dropLast().contains { index in
      parts[index].kind == .sign && parts[index - 1].kind != .digits && parts[index + 1].kind != .sign
    }
  }

  var text: String {
    var text = ""
    for (index, part) in parts.enumerated() where !isSpelledNext(index) { text += part.text }
    return text
  }

  /// Whether the part after this word spells it.
  private func isSpelledNext(_ index: Int) -> Bool {
    guard parts[index].kind == .word, index + 1 < parts.count else { return false }
    let next = parts[index + 1]
    guard next.kind == .letter, next.count >= EmailReader.shortestSpelling else { return false }
    return isSpelled || Phonetic.distance(parts[index].text, next.text) <= next.count
  }
}
