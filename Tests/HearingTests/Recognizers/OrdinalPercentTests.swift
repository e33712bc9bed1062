import DialogDSL
import Testing

@Suite struct OrdinalTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      first => 1
      the twelth => 12
      fourtieth => 40
      31st => 31
      the 31 st => 31
      seventy-third => 73
      fortysecond => 42
      thirtyfirst => 31
      ninetieth => 90
      the one hundred and fifth => 105
      eleven hundred twenty first => 1121
      two hundredth => 200
      one millionth => 1000000
      three trillionth => 3000000000000
      trillionth => 1000000000000
      I want the third one => 3
      the second, no, the third => 3!
      the second or the third => 2~ / 3~
      number five => 5
      five => 5~
      the second to last => -
      the last one => -
      first name John => -
      at first I thought so => -
      one second => -
      [open] number five => -
      [open] the ninth of May => -
      [open] the second option => 2
      [max 3] the fourth one => -
      """))
  func readsOrdinals(_ row: RecognizerRow) throws { try row.check(.ordinal) }
}

@Suite struct PercentTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      five percent => 5
      12.5% => 12.5
      20 % => 20
      two and a half per cent => 2.5
      54 point five per cent please => 54.5
      thirty percentage => 30
      minus five percent => -5
      half a percent => 0.5
      a quarter of a percent => 0.25
      25 basis points => 0.25
      half => 50
      a third => 33.3333333333
      three quarters => 75
      one in five => 20 / 5
      eight out of ten => 80 / 10
      fifty fifty => 50
      ninety nine point nine => 99.9
      around 30 => 30
      percent of 10 => 10
      five to ten percent => 5~ / 10~
      5 or 10 percent => 5~ / 10~
      five percent, no, six => 6!
      about ninety one percent sorry half => 50!
      per cent of 210 rather thirty percentage => 30!
      [open] five percent => 5
      [open] half => -
      [open] twenty => -
      [max 100] 120 percent => -
      at 7 pm => -
      """))
  func readsPercentages(_ row: RecognizerRow) throws { try row.check(.percent) }
}
