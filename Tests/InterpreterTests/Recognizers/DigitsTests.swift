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

  @Test(
    arguments: RecognizerRow.rows(
      """
      five oh three five five five oh one three four => +15035550134
      (503) 555-0134 => +15035550134
      503.555.0134 => +15035550134
      1 503 555 0134 => +15035550134
      plus one five oh three, five five five, oh one three four => +15035550134
      it's 503 triple five oh one thirty four => +15035550134
      five hundred three five five five zero one three four => -
      [GB] oh seven seven double oh nine double oh one two three => +447700900123
      [GB] 07700 900123 => +447700900123
      [GB] +44 (0)7700 900123 => +447700900123
      [GB] 020 7946 0018 => +442079460018
      [AU] 0491 570 156 => +61491570156
      [AU] +61 491 570 156 => +61491570156
      [IN] 98765 43210 => +919876543210
      [IN] 098765 43210 => +919876543210
      +31 6 12345678 => +31612345678
      five oh three five five five => 503555…
      [so far 503555] oh one three four => +15035550134
      [so far 503555] 0 1 => 50355501…
      this number => +15035550100
      the same as I'm calling from => +15035550100
      the number I'm calling from please => +15035550100 @ the number i'm calling from
      503 555 0134 sorry 503 555 0135 => +15035550135!
      [open] call me on 503 555 0134 => +15035550134
      """))
  func readsPhones(_ row: RecognizerRow) throws { try row.check(.phone) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      no => -
      Maria => -
      [open] at ten on the fifth => -
      [open] five oh three => -
      [open] 2026-03-10 => -
      012 345 6789 => -
      [open] this number => -
      """))
  func leavesWhatIsNoPhone(_ row: RecognizerRow) throws { try row.check(.phone) }
}
