import DialogDSL
import Testing

@Suite struct NameTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      Maria Lopez => Maria Lopez
      it's Maria Lopez => Maria Lopez
      uh, my name is mike trump => Mike Trump @ my name is mike trump
      My name is Mike and I need a cleaning => Mike
      this is Anna speaking => Anna
      Anna here => Anna
      I'm John Smith. => John Smith
      Maria, M-A-R-I-A => Maria
      Marya, M A R I A => Maria
      Jon Smyth, that's spelled s m i t h => Jon Smith
      j o h n => John
      patrick o'brien => Patrick O'Brien
      ronald mcdonald => Ronald McDonald
      Anne-Marie Smith-Jones => Anne-Marie Smith-Jones
      Mr. Patel => Patel
      yes, it's Peter => Peter
      the name is Bond => Bond
      Maria, no, Martha => Martha!
      josé garcía => José García
      Lopez please => Lopez
      [open] my name is Sarah Connor => Sarah Connor
      [open] hi my name is Mike Trump, can you help => Mike Trump @ my name is mike trump
      [open] you can call me Al => Al
      [open] Tenesha Swilley is my name. => Tenesha Swilley
      [open] under the name of Dorinda Tinnin => Dorinda Tinnin
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.name) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      no thanks => -
      what do you mean => -
      503 555 => -
      I need a cleaning => -
      tomorrow at ten => -
      [open] Maria Lopez => -
      [open] cleaning please => -
      [open] I'm looking for a dentist => -
      [open] this is a test => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.name) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      My tooth hurts, badly. => My tooth hurts, badly
      [open] My tooth hurts => -
      (unintelligible audio) => -
      """))
  func textIsTakenAsSaid(_ row: RecognizerRow) throws { try row.check(.text) }
}
