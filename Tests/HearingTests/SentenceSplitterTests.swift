import DialogDSL
import Hearing
import Testing

@Suite struct SentenceSplitterTests {
  static let replies: [(String, [String])] = [
    ("We are open. Come in!", ["We are open.", " Come in!"]),
    (
      "We open at 8.30 a.m. and close at 5 p.m. today. Bye.",
      ["We open at 8.30 a.m. and close at 5 p.m. today.", " Bye."]
    ),
    ("It costs $3.50. OK?", ["It costs $3.50.", " OK?"]),
    ("Dr. Smith is in. Mr. Jones, too.", ["Dr. Smith is in.", " Mr. Jones, too."]),
    ("He said \"yes.\" Then he left.", ["He said \"yes.\"", " Then he left."]),
    ("Really?! Yes...  no", ["Really?!", " Yes...  no"]),
    ("One line\nanother line\n", ["One line\n", "another line\n"]),
    ("- a list\n- of things", ["- a list\n", "- of things"]),
    ("See example.com for more. Thanks.", ["See example.com for more.", " Thanks."]),
    ("...", ["..."]),
    ("", []),
    ("   ", []),
    ("no end", ["no end"]),
  ]

  @Test("Sentences are the same, however the reply is cut", arguments: replies.indices)
  func sentences(index: Int) {
    let (text, expected) = Self.replies[index]
    for size in 1...max(1, text.count) {
      var splitter = SentenceSplitter(locale: .standard)
      var found: [String] = []
      var rest = text[...]
      while !rest.isEmpty {
        found += splitter.add(rest.prefix(size))
        rest = rest.dropFirst(size)
      }
      found += [splitter.finish()].compactMap(\.self)
      #expect(found.joined().trimmed == text.trimmed, "in pieces of \(size)")
      if size == text.count { #expect(found == expected) }
    }
  }

  @Test("A sentence is there with its last sign, where that can be nothing else")
  func atOnce() {
    for (piece, isComplete) in [("We are open!", true), ("Come in?", true), ("It costs 3.", false), ("Ask Dr.", false)]
    {
      var splitter = SentenceSplitter(locale: .standard)
      #expect(splitter.add(piece).count == (isComplete ? 1 : 0), "\(piece)")
    }
  }

  @Test("What is no language comes in bounded pieces")
  func bounded() {
    for character in ["a", ".", " ", "\"", "1"] {
      var splitter = SentenceSplitter(locale: .standard)
      var longest = 0
      for _ in 0..<20_000 {
        for sentence in splitter.add(String(repeating: character, count: 10)) { longest = max(longest, sentence.count) }
      }
      #expect(longest <= 1_000, "\(character)")
    }
  }
}
