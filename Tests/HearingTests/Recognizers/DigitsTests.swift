import DialogDSL
import Testing

@Suite struct DigitsTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      four oh seven => 407
      four o seven => 407
      double five one => 551
      triple nine two => 9992
      treble six => 666
      [length 4] nineteen eighty four => 1984
      [length 4] twenty three forty five => 2345
      [length 5] nineteen eighty four => 19804
      [length 6] twenty three forty five => 203405
      [length 3 4] eighty four one => 841~ / 8041~
      [length 9] 07021 1920 => 070211920
      [length 4] it's 40 98 => 4098
      [length 7] 555-0134 => 5550134
      [length 4] eight hundred five => 8005
      [length 5] three, four, um, five, six, seven => 34567
      [length 4] two for six won => 2461
      [length 6] one two three => 123…
      [length 6,so far 123] four five six => 123456
      [length 6,so far 123] four five => 12345…
      [length 6,so far 123] one two three four five six => 123456
      [length 4] one two three four no sorry one two three five => 1235!
      [open,length 4] my code is one two three four => 1234
      [open] four seven one one two nine => 471129
      """))
  func readsDigits(_ row: RecognizerRow) throws { try row.check(.digits) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      [open] two tickets => -
      [open,length 4] one two three => -
      [open] for you => -
      [length 4] one two three four five six => -
      oh => -
      """))
  func leavesWhatIsNoCode(_ row: RecognizerRow) throws { try row.check(.digits) }
}
