import DialogDSL
import Testing

@Suite struct NumberTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      three => 3
      thirty seven => 37
      twenty-five => 25
      two and a half => 2.5
      one and three quarters => 1.75
      half => 0.5
      a dozen => 12
      half a dozen => 6
      a couple => 2
      a couple of hundred => 200
      two dozen => 24
      minus three => -3
      negative twelve => -12
      one point five => 1.5
      eighteen point eight five => 18.85
      two point oh five => 2.05
      one hundred forty seven thousand four hundred fifty one => 147451
      twenty-five hundred => 2500
      a hundred => 100
      a thousand and one => 1001
      one and a half million => 1.5
      1.5 million => 1500000
      2 thousand 3 hundred => 2300
      1,500 => 1500
      2.75 => 2.75
      100k => 100000
      twelve lakh => 1200000
      three, sorry, four => 4!
      two no make that five => 5! @ two no make that five
      um, seven, please => 7 @ seven
      to => 2!
      to, tomorrow => 2! @ to
      um, for, please => 4! @ for
      to tomorrow => -
      [max 10] twelve => -
      [min 2,max 10] one => -
      """))
  func readsNumbers(_ row: RecognizerRow) throws { try row.check(.number) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      three => 3
      just two => 2 @ just two
      two and a half => -
      to => 2!
      too => 2!
      for => 4!
      ate please => 8!
      won => 1!
      for two => 2 @ for two
      just me and my wife => 2
      just me => 1
      me, my wife and our three kids => 5
      two adults and three children => 5
      myself and two others => 3
      my brother and I => 2
      two couples => 4
      two, sorry, three => 3!
      [open] a table for four people at 7 pm => 4 @ for four
      [open] I need 2 tickets for the 9th => 2
      [open] two adults and one child please => 3
      [open] a party of 10 => 10
      [open] three people and I'm fine with sharing => 3
      one night => 1
      [open] a one way flight => -
      [open] 2 tables for 6 people => 6 / 2
      """))
  func readsIntegers(_ row: RecognizerRow) throws { try row.check(.integer) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      to the dentist => -
      [open] for my wife => -
      [open] at ten => -
      [open] June 5th => -
      [open] at 2:30 => -
      [open] 3 pm => -
      [open] in three days => -
      [open] that one => -
      [open] too late => -
      [open] five percent => -
      [open] one moment please => -
      [open] five five five oh one three four => -
      [open] the second one => -
      [open] I am here => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.integer) }
}
