import DialogDSL
import Testing

@testable import Hearing

@Suite struct YesNoTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => true
      Yep. => true
      uh, yeah sure => true
      that's right => true
      I suppose => true
      thumbs up => true
      beyond a doubt => true
      thumbs down => false
      hard pass => false
      please do => true
      go ahead => true
      no problem => true
      why not => true
      of course => true
      sounds good => true
      yes please => true @ yes please
      correct => true
      that works for me => true
      yes but make it wednesday => true @ yes
      absolutely => true
      mhm => true
      no => false
      nope => false
      No, thank you. => false
      not really => false
      I'd rather not => false
      not today => false
      no, wednesday => false @ no
      that's wrong => false
      that's not right => false
      I don't think so => false
      yeah no => false
      wait, no => false
      nah => false
      no, that's fine => false
      yeah that's right, so true => true
      sure, why not => true
      I wouldn't mind => true
      that's not wrong => true
      I don't see why not => true
      you can say that => -
      I'd be happy to => true
      go for it => true
      that'll work for me => true
      that's exactly what I said => true
      you got it => true
      count me in => true
      sounds like a plan => true
      fair enough => true
      yep, spot on => true
      too right => true
      yeah nah => false
      nah yeah => true
      um, no, sorry => false
      I'd say yes => true
      my answer is no => false
      the answer to that is a definite yes => true
      I'm good, thanks => false
      I'm all set => false
      not at the moment => false
      maybe later => false
      out of the question => false
      I changed my mind => false
      I'll pass => false
      that won't be necessary => false
      please don't => false
      I'm afraid not => false
      nothing else, thanks => false
      that's all for now => false
      I'd love to, but unfortunately no => false
      that sounds good, but not now => false
      it wasn't me => false
      I can't make it => false
      Cool, what's the address? => true @ cool
      Sounds good. What is the address? => true @ sounds good
      Yes, where do I have to go? => true @ yes
      no, make it three people => false @ no
      that one is great => true
      I wouldn't say no => true
      nothing wrong with that => true
      I don't have a problem with that => true
      I don't mind a shared ride => true
      the number's right => true
      that's my name => true
      the date is wrong => false
      wrong number => false
      you misheard me => false
      I'm not able to => false
      no need, thanks => false
      let's not => false
      I never said that => false
      hold off on that => false
      that's all correct => true
      you got it wrong => false
      that sounds nice but no thanks => false
      probably not => false
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.yesNo) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      I don't mind => -
      maybe => -
      I'm not sure => -
      I don't know => -
      what time do you open => -
      next Tuesday => -
      I'm looking for a cleaning => -
      how much is it => -
      Maria => -
      it depends => -
      is that right? => -
      do you know if that's correct? => -
      does it have wifi => -
      what's the address? => -
      right now at home => -
      I'm interested in a funk concert => -
      I'd like it at half past twelve => -
      book it for the eighth => -
      either one works => -
      could be either => -
      I haven't a clue => -
      I can't tell => -
      I really don't know => -
      I don't remember if I paid by card => -
      I'll have to think about it => -
      yes and no => -
      might be true, might be false => -
      not sure if that's a yes or a no => -
      two tickets for Friday => -
      definitely more than four => -
      any time is fine => -
      it's just me => -
      I'd like to check in on Saturday => -
      8 pm would be nice => -
      March fourth is good => -
      One day is all I want => -
      change it to eleven in the morning => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.yesNo) }
}

@Suite struct ChoiceTests {
  private static func choices() throws -> [Choice] {
    let start = SourcePosition(line: 1, column: 1)
    let range = SourceRange(file: "test", start: start, end: start)
    let phrases = [
      ("cleaning", ["(teeth|dental) clean[ing]", "hygiene", "polish"]), ("filling", ["cavity", "fill[ing] [a tooth]"]),
      ("checkup", ["check up", "exam", "look at my teeth"]), ("deep_cleaning", ["deep clean[ing]"]),
    ]
    return try phrases.map { Choice(value: $0.0, phrases: try $0.1.map { try phrase($0) }, range: range) }
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      cleaning => cleaning
      a dental clean please => cleaning @ a dental clean
      the hygiene thing => cleaning
      I have a cavity => filling
      two cavities => filling
      a check-up => checkup
      a checkup => checkup
      check up => checkup
      could someone look at my teeth => checkup
      a deep cleaning => deep_cleaning
      deep clean => deep_cleaning
      the second one => filling @ the second one
      the first one please => cleaning
      number three => checkup
      the last one => deep_cleaning
      cleening => cleaning~
      a feeling => filling~
      cleaning or filling => cleaning / filling
      a cleaning, no, a filling => filling!
      not the cleaning, the exam => checkup!
      exams => checkup
      not the cleaning => filling~ / checkup~ / deep_cleaning~ @ not the cleaning
      [open] I'd like a cleaning on tuesday => cleaning @ a cleaning
      the deep one => deep_cleaning~ @ deep
      a deeper clean please => deep_cleaning~
      the former => cleaning
      the latter please => deep_cleaning
      the second to last => checkup
      option two => filling
      number four please => deep_cleaning
      the 3rd one => checkup
      the top one => cleaning
      anything but the cleaning => filling~ / checkup~ / deep_cleaning~
      not the cleaning or the filling => filling!
      either of them => cleaning~ / filling~ / checkup~ / deep_cleaning~
      I don't mind => cleaning~ / filling~ / checkup~ / deep_cleaning~
      doesn't matter to me => cleaning~ / filling~ / checkup~ / deep_cleaning~
      any of those is fine => cleaning~ / filling~ / checkup~ / deep_cleaning~
      surprise me => cleaning~ / filling~ / checkup~ / deep_cleaning~
      a deep kleening => deep_cleaning~
      check ups => checkup
      chekup => checkup~
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.choice, choices: try Self.choices()) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      I don't know => -
      tomorrow at ten => -
      [open] not the cleaning => -
      [open] the second one => -
      [open] what are your opening hours => -
      [open] either of them => -
      [open] the deep one => -
      the second of May at half past three => -
      what time do you open => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.choice, choices: try Self.choices()) }

  private static func named(_ names: String...) -> [Choice] {
    let start = SourcePosition(line: 1, column: 1)
    return names.map {
      Choice(value: $0, phrases: [], range: SourceRange(file: "test", start: start, end: start))
    }
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      the account => checking account~ / savings account~
      savings => savings account~
      not savings => checking account~
      anything but the savings account => checking account~
      my saving account => savings account
      the checkings account => checking account
      from my savings account please => savings account @ my savings account
      """))
  func readsOneOfTwo(_ row: RecognizerRow) throws {
    try row.check(.choice, choices: Self.named("checking account", "savings account"))
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      two weeks => 2 weeks
      2 weeks => 2 weeks
      the two week one => 2 weeks~
      four => 4 weeks~
      one week => 1 week
      a month => one month~
      1 month => one month
      """))
  func readsNumbers(_ row: RecognizerRow) throws {
    try row.check(.choice, choices: Self.named("1 week", "2 weeks", "4 weeks", "one month"))
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      health care => healthcare
      healthcare => healthcare
      day care => daycare
      bed and breakfast => bed & breakfast~
      women's shoes => women's shoes
      womens shoe => women's shoes
      the same => same~ / Same~
      🙂 => -
      anything => 🙂~ / healthcare~ / daycare~ / bed & breakfast~ / women's shoes~ / same~ / Same~ / ~
      """))
  func readsOddNames(_ row: RecognizerRow) throws {
    try row.check(
      .choice,
      choices: Self.named("🙂", "healthcare", "daycare", "bed & breakfast", "women's shoes", "same", "Same", ""))
  }

  @Test func manyChoicesAndLongNamesAreHarmless() throws {
    let long = String(repeating: "word ", count: 2000)
    let choices = (0..<300).map { Self.named("doctor number\($0) smith")[0] } + Self.named(long)
    let expectation = Hearing.Expectation(
      type: .choice, choices: choices, now: LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00"))))
    let recognizer = RecognizerRegistry.recognizer(for: .choice)
    let found = recognizer.candidates(in: Utterance("doctor number77 smith please"), expecting: expectation)
    #expect(found.map(\.value) == [.text("doctor number77 smith")])
    #expect(recognizer.candidates(in: Utterance(long), expecting: expectation).count <= choices.count)
  }
}
