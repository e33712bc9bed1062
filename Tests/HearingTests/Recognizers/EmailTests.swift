import DialogDSL
import Testing

@testable import Hearing

@Suite struct EmailTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      jay dot smith at gmail dot com => jay.smith@gmail.com @ jay dot smith at gmail dot com
      it's jay dot smith at gmail dot com thanks => jay.smith@gmail.com @ jay dot smith at gmail dot com
      my email is jay underscore smith at yahoo dot co dot u k => jay_smith@yahoo.co.uk
      you can send it to jay dash smith at a o l dot com please => jay-smith@aol.com
      write me at jay at example dot org => jay@example.org
      you can reach me at c taylor at g mail dot com => ctaylor@gmail.com
      j o h n at hot mail dot com => john@hotmail.com
      J-O-H-N at Hotmail dot com => john@hotmail.com
      double l o y d at i cloud dot com => lloyd@icloud.com
      n as in nancy, m like mike, at proton mail dot com => nm@protonmail.com
      b for bob at outlook dot com => b@outlook.com
      jay plus news at gmail dot com => jay+news@gmail.com
      john taylor nineteen eighty four all one word at gmail dot com => johntaylor1984@gmail.com
      all lower case jay smith, all one word, at gmail dot com => jaysmith@gmail.com
      jay eighty at gmail dot com => jay80@gmail.com
      bond double o seven at gmail dot com => bond007@gmail.com
      jay oh seven at gmail dot com => jay07@gmail.com
      jay o seven at gmail dot com => jay07@gmail.com
      carlos o fifty one at gmail dot com => carloso51@gmail.com
      jay two thousand and two at gmail dot com => jay2002@gmail.com
      jay triple nine at gmail dot com => jay999@gmail.com
      jay smith spelled s m y t h at gmail dot com => jaysmyth@gmail.com
      smyth s m y t h at gmail dot com => smyth@gmail.com
      jay at the rate of gmail dot com => jay@gmail.com
      jay at sign gmail dot com => jay@gmail.com
      jay at gmail com => jay@gmail.com
      jay at gmail dotcom => jay@gmail.com
      jay at g male dot calm => jay@gmail.com!
      info at bright smile dental dot org => info@brightsmiledental.org
      sales at north dash wind dot net => sales@north-wind.net
      no reply at example dot com => noreply@example.com
      no-reply@example.com => no-reply@example.com
      hello at example dot com => hello@example.com
      jay at mail dot example dot com => jay@mail.example.com
      jay at three m dot com => jay@3m.com
      um jay uh dot smith at um gmail dot com => jay.smith@gmail.com
      jay at example dot d e thanks => jay@example.de
      jay at example dot co dot in => jay@example.co.in
      jay dot smith gmail dot com => jay.smith@gmail.com!
      it's jay dot smith add hot mail dot com => jay.smith@hotmail.com!
      jay smith that yahoo dot co dot uk => jaysmith@yahoo.co.uk!
      jay at gmail => jay@gmail.com~
      """))
  func readsDictatedAddresses(_ row: RecognizerRow) throws { try row.check(.email) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      Jay.Smith@Gmail.com => jay.smith@gmail.com
      It's jay_smith+news@mail.example.co.uk. => jay_smith+news@mail.example.co.uk
      jay-smith99@example-site.com => jay-smith99@example-site.com
      jay.smith at gmail.com => jay.smith@gmail.com
      jay dot smith28@gmail.com => jay.smith28@gmail.com
      J. Smith at gmail.com => jsmith@gmail.com
      O'Brien@example.ie => obrien@example.ie
      test@test.com测试 => test@test.com
      jay@example.com, pat@example.com => jay@example.com / pat@example.com
      jay at example dot com, that's j a e at example dot com => jae@example.com!
      jay at example dot com. Yes jay at example dot com => jay@example.com
      mary-jane at example dot com => mary-jane@example.com
      [open] please write to jay@example.com about it => jay@example.com @ jay example com
      [open] my email is jay dot smith at gmail dot com and I need a table for two => jay.smith@gmail.com
      """))
  func readsWrittenAddresses(_ row: RecognizerRow) throws { try row.check(.email) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      jay dot smith => jay.smith…
      jay dot smith at => jay.smith…
      at gmail dot com => @gmail.com…
      [so far jay.smith] at gmail dot com => jay.smith@gmail.com
      [so far jay.smith] acme dot co dot uk => jay.smith@acme.co.uk
      jay dot smith acme dot com => -
      [so far jay.smith] gmail dot com => jay.smith@gmail.com
      [so far @gmail.com] jay dot smith => jay.smith@gmail.com
      jay dot smith | at gmail dot com => jay.smith@gmail.com
      jay dot smith at gmail dot com | s m y t h => jay.smyth@gmail.com!
      jay dot smith at gmail dot com | no, it's spelled s m y t h => jay.smyth@gmail.com!
      jay dot smith nineteen at gmail dot com | s m y t h => jay.smyth19@gmail.com!
      jay dot smith nineteen at northwin dot net | n o r t h w i n d => jay.smith19@northwind.net!
      jay dot smith at gmail dot com | no, at hotmail dot com => jay.smith@hotmail.com!
      jay dot smith at gmail dot com | jay underscore smith at gmail dot com => jay_smith@gmail.com!
      jay dot smith at gmail dot com | yes => jay.smith@gmail.com
      jay dot smith at gmail dot com, sorry, at hotmail dot com => jay.smith@hotmail.com!
      jay dot smith, no, jay underscore smith at gmail dot com => jay_smith@gmail.com
      jay dot smith at gmail dot com, that's s m y t h => jay.smyth@gmail.com!
      """))
  func mergesParts(_ row: RecognizerRow) throws {
    try row.check(.email)
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      no => -
      I don't have one => -
      maria lopez => -
      yes please => -
      class at 12.00 => -
      x@ dot x => -
      jay@example.c => -
      jay@new_type.com => -
      dot 2@abci => -
      [open] see you at seven => -
      [open] jay dot smith => -
      [open] at gmail dot com => -
      [open] I'll be back at 9.am => -
      [open] jay at gmail => -
      [open] I work at google => -
      [open] two people at half past seven. Thanks => -
      """))
  func leavesWhatIsNoAddress(_ row: RecognizerRow) throws { try row.check(.email) }

  /// Any order of the words that mean something in an address or a number is read without harm.
  @Test(arguments: [SlotType.email, .phone]) func readsAnyOrderOfWords(_ type: SlotType) {
    let vocabulary = [
      "at", "@", "dot", ".", "-", "_", "+", "o", "oh", "double", "triple", "j", "a", "k", "as", "in", "like", "for",
      "seven", "twenty", "hundred", "thousand", "and", "jay", "smith", "gmail", "com", "all", "one", "word", "no",
      "sorry", "spelled", "that's", "x", "extension", "plus", "503", "555-0134", "+44", "(0)20", "area", "code", "the",
      "last", "four", "mike", "juliet", "romeo", "is", "my", "um", "dotcom", "1-800-flowers", "0134x12", "m-a-r", ",",
      "josé", "#5", "1/2/3",
    ]
    var state: UInt32 = 7
    func random(below limit: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % limit
    }
    for _ in 0..<4000 {
      let attempts = (0...random(below: 2)).map { _ in
        (0...random(below: 9)).map { _ in
          vocabulary[random(below: vocabulary.count)] + [" ", " ", ""][random(below: 3)]
        }
        .joined()
      }
      var expectation = Hearing.Expectation(type: type, now: LocalTime(CivilDateTime(iso: "2026-03-02T09:00")!))
      expectation.limits.region = ["US", "GB", "DE", "AU"][random(below: 4)]
      expectation.isAsked = random(below: 3) > 0
      let utterances = attempts.map { Utterance($0) }
      let recognizer = RecognizerRegistry.recognizer(for: type)
      let candidates =
        recognizer.candidates(merging: utterances, expecting: expectation)
        + recognizer.candidates(in: utterances[utterances.count - 1], expecting: expectation)
      for candidate in candidates {
        #expect(
          candidate.words.allSatisfy(utterances[utterances.count - 1].words.words.indices.contains), "\(attempts)")
        #expect(candidate.words == Set(candidate.words).sorted(), "\(attempts)")
        #expect(candidate.value != .text(""), "\(attempts)")
      }
    }
  }
}
