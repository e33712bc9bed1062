import Testing

@testable import Hearing

@Suite struct SpellingTests {
  /// Letters in lower case; "-" when nothing is spelled.
  @Test(
    arguments: RecognizerRow.rows(
      """
      b c => bc
      bc => bc
      m a r i a => maria
      M-A-R-I-A => maria
      bee see are you why => bcruy
      double u i l l => will
      zed o e => zoe
      zee aitch haitch => zhh
      alpha bravo charlie => abc
      alfa juliett x-ray => ajx
      b for bravo => b
      b as in boy o like oscar b for bob => bob
      s as in sam, m, i t h => smith
      m for mike i t c h e double l => mitchell
      capital j o n => jon
      t triple s => tsss
      p a double t e n => patten
      j um o n => jon
      a b c 1 2 three => abc123
      twenty three a => 23a
      SW4 2yq => sw42yq
      a b dash c => ab-c
      hello there => -
      and so on => -
      """))
  func readsSpellings(_ row: RecognizerRow) {
    let sides = row.line.split(separator: " => ")
    let reader = SpellingReader(Utterance(String(sides[0])))
    #expect((reader.spelling(at: 0)?.text ?? "-") == sides[1])
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      m a r i a five five => maria
      l e e dash j o => lee
      four p m => -
      """))
  func endsBeforeWhatIsNoLetter(_ row: RecognizerRow) {
    let sides = row.line.split(separator: " => ")
    let reader = SpellingReader(Utterance(String(sides[0])))
    #expect((reader.spelling(at: 0, lettersOnly: true)?.text ?? "-") == sides[1])
  }

  @Test func offersWhatElseMayHaveBeenSaid() throws {
    let spelling = try #require(SpellingReader(Utterance("m bravo")).spelling(at: 0))
    #expect(spelling.places[0].alternatives.first?.symbol == Symbol(ascii: 0x6E))
    #expect(!spelling.places[0].isFirm)
    #expect(spelling.places[1].isFirm && spelling.places[1].alternatives.isEmpty)
  }
}
