import DialogDSL
import Testing

@Suite struct CodeTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [mask AAA999] q f k seven six six => QFK766
      [mask AA99 9AA] s see 1 4 to b be => SC142BB
      [mask A9A9A9] a for apple four b as in boy 5 see 6 => A4B5C6
      [mask A9A9A9] delta four whiskey 4 victor five => D4W4V5
      [mask AAA] double u double u double u => WWW
      [mask AA99] double t double five => TT55
      [mask AA9999] capital j o dash triple nine two => JO9992
      [mask AAA999] zed zee aitch oh one zero => ZZH010
      [mask AAA999] alfa juliett x-ray one oh won => AJX101
      [mask A9999] o one two three oh => O1230
      [mask 99AA] twenty three m n => 23MN
      [mask 999AA] twenty three m n => 203MN
      [mask AAAA] s as in sam n like nancy q for queen x for extra => SNQX
      [mask AAAA] b bravo c charlie d delta e echo => BCDE
      [mask AA99] my code is n as in november d like delta one two please => ND12
      [mask AAA999] we ski gulf juliette for 5 6 => WGJ456
      [length 7] five w k r a three one => 5WKRA31
      [length 6] twenty five d zero eight A => 25D08A
      [length 3] x eighty six => X86
      [length 6] SW1A2B => SW1A2B
      [length 4] a b dash c d => ABCD
      ab-1234 => AB-1234
      [mask AA9999] ab-1234 => AB1234
      [mask AA-9999] a b dash one two three four => AB1234
      it's a b c one two three thanks => ABC123
      it's b as in boy seven five capital k dash nine => B75K-9
      [mask AAA999] a b c 1 two => ABC12…
      [mask AAA999] a b c 1 2 3 no sorry a b d 1 2 3 => ABD123!
      """))
  func readsCodes(_ row: RecognizerRow) throws { try row.check(.alphanumeric) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [open,mask AAA999] my reference is a b c 1 2 3 and I need a taxi => ABC123
      [open,mask AAA999] I need a cab for two at one => -
      [open] we are two => -
      [open,length 6] see you at 4 => -
      yes => -
      [mask AAA999] what => -
      [mask AAA999] I don't know => -
      """))
  func leavesWhatIsNoCode(_ row: RecognizerRow) throws { try row.check(.alphanumeric) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [GB] n g 9 2 t d => NG9 2TD
      [GB] SW1A 1AA => SW1A 1AA
      [GB] sw1a1aa => SW1A 1AA
      [GB] it's M1 1AE please => M1 1AE
      [GB] m sixty one bb => M6 1BB
      [GB] Lima 9 6 golf Tango => L9 6GT
      [GB] e c for charlie one a one b b => EC1A 1BB
      [GB] e c one a one double b => EC1A 1BB
      [GB] b thirty three eight t h => B33 8TH
      [GB] c r two six x-ray hotel => CR2 6XH
      [GB] d n five five one p t => DN55 1PT
      [GB] n w one five b d for delta => NW1 5BD
      [GB] we ski 5 3 echo november => W5 3EN
      [GB] e n v 3 t f => EN5 3TF!
      [GB] 4 4 4 4 4 4 => -
      [GB] maybe later => -
      [GB] w one => W1…
      [US] nine four five oh one => 94501
      [US] 94501-1234 => 94501-1234
      [US] eight eighty five o five => 88505
      [US] nine forty five forty => 94540
      [US] one two three four five dash six seven eight nine => 12345-6789
      [US] it's oh two one three nine => 02139
      [US] o double four triple seven => 044777…
      [US] ninety two thousand => 92000
      [US] nine four five => 945…
      [CA] k one a zero b one => K1A 0B1
      [CA] kilo 1 alpha oh bravo 1 => K1A 0B1
      [CA] m five v three l nine => M5V 3L9
      [CA] H0H 0H0 => H0H 0H0
      [CA] v for victor six b like bob one a as in apple one => V6B 1A1
      [AU] two thousand => 2000
      [AU] two thousand and ten => 2010
      [AU] oh eight hundred => 0800
      [AU] three one two one => 3121
      [IN] one one zero zero zero one => 110001
      [IN] five sixty double o one => 560001
      [IN] 400 001 => 400001
      [MX] zero six six zero zero => 06600
      [ES] two eight oh one three => 28013
      [ES] nine nine oh one three => -
      [DE] one oh one one seven => 10117
      [FR] seventy five thousand => 75000
      [FR] seven five oh oh eight => 75008
      """))
  func readsPostalCodes(_ row: RecognizerRow) throws { try row.check(.postalCode) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [open,GB] I live at SW1A 1AA in London => SW1A 1AA @ sw1a 1aa
      [open,US] my zip code is 94501 => 94501
      [open,US] I owe you 94501 dollars => -
      [open,US] two people at four => -
      [open,CA] see you at two => -
      """))
  func takesPostalCodesUnasked(_ row: RecognizerRow) throws { try row.check(.postalCode) }
}

@Suite struct CodeMergingTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [GB] e 0 it's d y | B 0 it d y | e 0 8 d y => E0 8DY!
      [GB] m 3 5 d e | november 3 5 delta echo => N3 5DE!
      [GB] n g 9 | 2 t d => NG9 2TD!
      [GB] n g 9 2 t b | no the last letter is D => NG9 2TD!
      [GB] n g 9 2 t b | not B, D => NG9 2TD!
      [GB] n g 9 2 t b | D not B => NG9 2TD!
      [GB] m g 9 2 t d | the first letter is N not M => NG9 2TD!
      [GB] um | what | s w 4 2 y q => SW4 2YQ!
      [GB] pardon | hello => -
      [GB] n g 9 2 t d | n g 9 2 t d => NG9 2TD!
      """))
  func mergesPostalCodes(_ row: RecognizerRow) throws { try row.check(.postalCode) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [mask AAA999] a b c 1 2 | a b c 1 2 3 => ABC123!
      [mask AAA999] a b c 1 2 3 | the third letter is B as in bravo => ABB123!
      [mask AAA999] a b c 1 2 3 | the second digit is nine => ABC193!
      [mask AAA999] a b c 1 2 3 | the second to last one should be 7 => ABC173!
      [mask AAA999] a p c 1 2 3 | alpha bravo charlie one two three => ABC123!
      """))
  func mergesCodes(_ row: RecognizerRow) throws { try row.check(.alphanumeric) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [length 6] one two three | four five six => 123456!
      [length 4] one two three four | no, that last one was six => 1236!
      [length 4] one two three four | one two four => 1234!
      [length 6] uh | four seven one one two nine => 471129!
      """))
  func mergesDigits(_ row: RecognizerRow) throws { try row.check(.digits) }
}
