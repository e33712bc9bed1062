import DialogDSL
import Testing

@testable import Interpreter

@Suite struct YesNoTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => true
      Yep. => true
      uh, yeah sure => true
      that's right => true
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
      [open] I'd like a cleaning on tuesday => cleaning @ a cleaning
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.choice, choices: try Self.choices()) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      I don't know => -
      tomorrow at ten => -
      not the cleaning => -
      [open] the second one => -
      [open] what are your opening hours => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.choice, choices: try Self.choices()) }
}
