import DialogDSL
import Testing

@Suite struct PhoneTests {
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
      eight hundred five five five oh one nine nine => +18005550199
      one eight hundred, five five five, oh one nine nine => +18005550199
      area code five oh three, then five five five, oh one three four => +15035550134
      503 555 0134 extension 12 => +15035550134 @ 503 555 0134
      (503) 555-0134x12 => +15035550134
      503 555 0134 ext. 4 => +15035550134 @ 503 555 0134
      my number is 503-555-0134 and I'd come at 5 => +15035550134 @ 503-555-0134
      I have 2 kids, the number is 503 555 0134 => +15035550134 @ 503 555 0134
      it's 503, that's Oregon, 555 0134 => +15035550134
      011 44 7700 900123 => +447700900123
      0044 7700 900123 => +447700900123
      [CA] four one six, five five five, oh one five oh => +14165550150
      [open] call me on 503 555 0134 => +15035550134
      [open] my cell is plus four four seven seven double oh nine hundred one two three => +447700900123
      """))
  func readsNorthAmericanNumbers(_ row: RecognizerRow) throws { try row.check(.phone) }

  /// Numbers that Ofcom, ACMA, TRAI, IFT, CNMC, BNetzA and ARCEP keep for drama and examples, or that libphonenumber
  /// gives as examples.
  @Test(
    arguments: RecognizerRow.rows(
      """
      [GB] oh seven seven double oh nine double oh one two three => +447700900123
      [GB] oh seven seven double oh nine hundred one two three => +447700900123
      [GB] 07700 900123 => +447700900123
      [GB] +44 (0)7700 900123 => +447700900123
      [GB] plus forty four seven seven double oh nine hundred one two three => +447700900123
      [GB] zero zero four four, seven seven double oh, nine hundred, one two three => +447700900123
      [GB] 44 7700 900123 => +447700900123
      [GB] seven seven double oh nine hundred one two three => +447700900123
      [GB] 020 7946 0018 => +442079460018
      [GB] (0)20 7946 0018 => +442079460018
      [GB] oh two oh, seven nine four six, double oh one eight => +442079460018
      [GB] 0113 496 0009 => +441134960009
      [GB] 01632 960123 => +441632960123
      [GB] 0808 157 0123 => +448081570123
      [GB] 01204 12345 => +44120412345~
      [AU] 0491 570 156 => +61491570156
      [AU] oh four nine one, five seven oh, one five six => +61491570156
      [AU] +61 491 570 156 => +61491570156
      [AU] (02) 5550 1234 => +61255501234
      [AU] 0011 64 21 123 4567 => +64211234567
      [AU] 1800 160 401 => +611800160401
      [AU] one three hundred, triple nine, one two three => +611300999123
      [AU] 13 22 33 => +61132233
      [IN] 98765 43210 => +919876543210
      [IN] 098765 43210 => +919876543210
      [IN] nine eight seven six five, four three two one oh => +919876543210
      [IN] plus ninety one, double nine, eight one one, two three, four one zero => +919981123410
      [IN] 91 98765 43210 => +919876543210
      [IN] 011 2345 6789 => +911123456789
      [IN] 1800 123 456 => +911800123456~
      [MX] 55 1234 5678 => +525512345678
      [MX] fifty five, twelve thirty four, fifty six seventy eight => +525512345678
      [MX] 044 55 1234 5678 => +525512345678
      [MX] +52 1 55 1234 5678 => +525512345678
      [MX] 01 222 123 4567 => +522221234567
      [ES] 612 345 678 => +34612345678
      [ES] six one two, thirty four, fifty six, seventy eight => +34612345678
      [ES] +34 910 123 456 => +34910123456
      [ES] 900 123 456 => +34900123456
      [DE] 030 23125 012 => +493023125012
      [DE] 030/23125012 => +493023125012
      [DE] +49 (0)151 23456789 => +4915123456789
      [DE] oh one five one, two three four five six seven eight nine => +4915123456789
      [DE] 0800 1234567 => +498001234567
      [FR] 06 39 98 12 34 => +33639981234
      [FR] oh six, thirty nine, ninety eight, twelve, thirty four => +33639981234
      [FR] +33 (0)1 99 00 12 34 => +33199001234
      [FR] 0033 6 39 98 12 34 => +33639981234
      +31 6 12345678 => +31612345678
      +39 02 1234 5678 => +390212345678
      [IE] 085 012 3456 => +353850123456
      [IE] 022 12345 => +3532212345
      [NZ] 021 123 4567 => +64211234567
      [IT] 312 345 6789 => +393123456789
      [BR] 011 96123-4567 => +5511961234567
      [JP] +81 (0)90 1234 5678 => +819012345678
      """))
  func readsNumbersByCountry(_ row: RecognizerRow) throws { try row.check(.phone) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      1-800-FLOWERS => +18003569377 @ 1-800-flowers
      one eight hundred flowers => +18003569377 @ one eight hundred flowers
      [GB] oh eight hundred reverse => +448007383773
      nine hundred dollars => -
      1 800 go fedex => +18004633339
      1-800-CONTACTS => +18002668228
      1 866 F L O W E R S => +18663569377
      one eight hundred please => 1800…
      [AU] thirteen hundred flower => +611300356937
      """))
  func readsWordsForDigits(_ row: RecognizerRow) throws { try row.check(.phone) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      five oh three five five five => 503555…
      503 555 013 => 503555013…
      555 0134 => 5550134…
      [so far 503555] oh one three four => +15035550134
      [so far 503555] 0 1 => 50355501…
      [so far 503555013] four => +15035550134
      [so far 503555013] 503 555 0134 => +15035550134
      [so far 503555013] oh one three four => +15035550134!
      [so far 503555013] the last four are oh one three four => +15035550134!
      [so far 503555013] the last four oh one three four => +15035550134!
      [so far 503555013] it ends in four => +15035550134
      [so far 5550134] five oh three => +15035550134
      [so far 5552345] the area code is five oh three => +15035552345
      [so far 5552345] 503 => +15035552345
      [so far +44] 7700 900123 => +447700900123
      [GB,so far 07700] nine hundred one two three => +447700900123
      [AU,so far 55501234] oh two => +61255501234
      [DE,so far 030] 2312 5012 => +493023125012
      503 | 555 | 0134 => +15035550134
      503 555 0134 | no, the last four are 0135 => +15035550135!
      503 555 0134 | no, 503 555 0135 => +15035550135!
      503 555 0134 | four one five => +15035550415!
      503 555 0134 | the area code is 415 => +14155550134!
      503 555 0134 | 503 555 013 => +15035550134
      503 55 0134 | 03 555 0134 => +15035550134!
      503 55 0134 | 503 55 0134 => 503550134…
      50 555 0134 | 503 555 014 => +15035550134!
      503 555 0134 | yes => +15035550134
      503 55 | 503 555 0134 => +15035550134
      five oh three | the number I'm calling from => +15035550100
      [GB] 07700 900 | 1 2 3 => +447700900123
      [GB] 07700 900 123 | no it ends in one two four => +447700900124!
      [DE] 030 23 | 12 50 12 => +493023125012
      """))
  func mergesPieces(_ row: RecognizerRow) throws {
    try row.check(.phone)
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      503 555 0134 sorry 503 555 0135 => +15035550135!
      503 555 0134, no, the last four are 0135 => +15035550135!
      five oh three five five five oh one three five, no, four => +15035550134!
      five oh three, sorry, four one five, five five five, oh one three four => +14155550134
      503 555 0134 or 503 555 0199 => +15035550134 / +15035550199
      this number => +15035550100
      the same as I'm calling from => +15035550100
      the number I'm calling from please => +15035550100 @ the number i'm calling from
      """))
  func readsCorrectionsAndTheCallersOwn(_ row: RecognizerRow) throws { try row.check(.phone) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      no => -
      Maria => -
      two => -
      around twelve pm => -
      transfer 210 bucks => -
      $150 => -
      my booking is in 18 days at 6:15 for 7 people => -
      [GB] between 21 and 22.11.2017 => -
      012 345 6789 => -
      -2208960000 => -
      #5035550134 => -
      16/04/2010 => -
      911 555 0134 => -
      503 155 0134 => -
      [open] at ten on the fifth => -
      [open] five oh three => -
      [open] 2026-03-10 => -
      [open] this number => -
      [open,DE] my card number is 41111111 => -
      [open,GB] room 7700900123 => -
      """))
  func leavesWhatIsNoPhone(_ row: RecognizerRow) throws { try row.check(.phone) }
}
