import DialogDSL
import Hearing
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
      Mr. Patel => Mr Patel
      yes, it's Peter => Peter
      the name is Bond => Bond
      Maria, no, Martha => Martha!
      josé garcía => José García
      Lopez please => Lopez
      Lopez, L as in Larry => Lopez
      last name is Smith first name John => John Smith
      surname Patel, first name Anita => Anita Patel
      the first name is Dave and the last name is Matthews => Dave Matthews
      Smith, John Smith => John Smith
      Bond, James Bond => James Bond
      it's Will => Will
      May => May
      Mark Young => Mark Young
      rose green => Rose Green
      this is grace hope => Grace Hope
      Dennis Young => Dennis Young
      it's Maria de la Cruz => Maria de la Cruz
      Ludwig van Beethoven => Ludwig van Beethoven
      Mary Jo Baker => Mary Jo Baker
      Jean Claude van Damme => Jean Claude van Damme
      mc donald => McDonald
      ronald mc donald => Ronald McDonald
      shane o connor => Shane O'Connor
      mary smith dash jones => Mary Smith-Jones
      john f kennedy => John F Kennedy
      J R R Tolkien => J R R Tolkien
      George H. W. Bush => George H W Bush
      martin luther king junior => Martin Luther King Junior
      dr sarah connor => Sarah Connor
      Miss Brown => Miss Brown
      Isabell, Raniero => Isabell Raniero
      Leah Leah Harper => Leah Harper
      you can put it under Jones => Jones
      speaking with Alan => Alan
      yeah this is dave from accounting => Dave
      it's for my wife Linda Carter => Linda Carter
      my friend's name is Bob => Bob
      my name is Bob, for fifty => Bob
      my name is Bob Long and I need help => Bob Long
      Ann Lee monday => Ann Lee
      pay Ann Lee fifty dollars => Ann Lee
      send fifty dollars to Khadija => Khadija @ khadija
      transfer it to my uncle richard => Uncle Richard
      send Dad 160 dollars => Dad
      one thousand three hundred dollars to grace => Grace
      I want Diego to get it => Diego
      Jasbir will receive the money => Jasbir
      book a table under Smith for two => Smith
      ger ald => Gerald!
      S M I T H => Smith
      s as in sam m as in mary i t h => Smith
      sierra mike india tango hotel => Smith
      Lloyd double l o y d => Lloyd
      Catherine, K A T H R Y N => Kathryn
      it's Siobhan, s i o b h a n => Siobhan
      it's spelled k h a d i j a => Khadija
      s z y n k o w i c z => Szynkowicz
      G EO R GI n a TA y Lor => Georgina Taylor
      je n ni F er a DA m s => Jennifer Adams
      j a c k space w i IL K ins => Jack Wilkins!
      t i TI n n a o BR i e e n => Tina O'Brien!
      [open] Lori Plumley, for 7:15PM => Lori Plumley
      [open] Cancel lunch on Friday, for Nanette Dambrosia. => Nanette Dambrosia
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
      hang on => -
      I already told you => -
      can you repeat that => -
      one moment please => -
      I don't want to give my name => -
      it's none of your business => -
      no way => -
      that's strange => -
      indoors => -
      Edward leaves => -
      helllloooo => -
      the name is wrong => -
      I'd like to find a restaurant called Rock Star Sushi Bar => -
      I am looking for a restaurant by the name of Tai Won Mein => -
      All i want is Notting Hill. => -
      [open] transfer fifty dollars to my savings account => -
      [open] I want to go to San Jose => -
      [open] cancel my trip to San Jose => -
      [open] this is great => -
      [open] it's on friday => -
      [open] I'm vegetarian => -
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

  /// Answers to the same question, ` || ` between them, and the name they make.
  @Test(
    arguments: [
      "Maria || Lopez => Maria Lopez",
      "Lopez || Maria => Maria Lopez",
      "Maria Lopez || M A R Y A => Marya Lopez",
      "Jon Smith || J O N || S M Y T H => Jon Smyth",
      "Gerald Lane || Gerald Lane || ger ald => Gerald Lane",
      "Colin Adams || Colin Adams || Harlin Adams => Colin Adams",
      "Dawn Smith || John Smith || d a w n s m i t h => Dawn Smith",
      "Tracy Davis || Tracy Davies || TR AC y CA V IE s => Tracy Davies",
      "Jane Roberts || Jane Roberts || j a y n e => Jayne Roberts",
      "Catherine Pearson || Catherine Pearson || k a th EI r i n e => Katherine Pearson",
      "have you Andrews || have yet Andrews || h a r r i e t => Harriet Andrews",
      "Maureen Gregory || Maureen Gregory || m a u u re e m => Maureen Gregory",
      "Scott Gardner || Scott Gardner || Sierra Charlie Oscar Tango Tango => Scott Gardner",
      "hang on || Maria Lopez => Maria Lopez",
    ])
  func merges(_ row: String) throws {
    let arrow = try #require(row.firstRange(of: " => "))
    let attempts = row[..<arrow.lowerBound].split(separator: " || ").map { Utterance(String($0)) }
    let expectation = Hearing.Expectation(
      type: .name, now: LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00"))))
    let merged = RecognizerRegistry.recognizer(for: .name).candidates(merging: attempts, expecting: expectation)
    #expect(merged.first?.value == .text(String(row[arrow.upperBound...])))
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      My tooth hurts, badly. => My tooth hurts, badly
      [open] My tooth hurts => -
      (unintelligible audio) => -
      """))
  func textIsTakenAsSaid(_ row: RecognizerRow) throws { try row.check(.text) }
}
