import DialogDSL
import Testing

@Suite struct TimeTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      half past two => 02:30 / 14:30
      [within 08:00 16:30] half past two => 14:30
      [within 08:00 16:30] at nine => 09:00 @ at nine
      [within 08:00 16:30] three => 15:00
      [within 08:00 20:00] eight => 08:00 / 20:00
      quarter to four => 03:45 / 15:45
      a quarter past nine in the morning => 09:15
      ten of four => 03:50 / 15:50
      twenty past seven in the evening => 19:20
      five minutes to six pm => 17:55
      quarter to one pm => 12:45
      [GB] half two => 02:30 / 14:30
      half past noon => 12:30
      2:30 PM => 14:30
      2:30pm => 14:30 @ 2:30pm
      2 30 p.m. => 14:30
      2:30 p.m. => 14:30
      14:30 => 14:30
      at 10.30 => 10:30 / 22:30
      07:30 => 07:30
      07:30 PM => 19:30
      7pm => 19:00
      3p => 15:00
      12am => 00:00
      12 pm => 12:00
      noon => 12:00
      at midday => 12:00
      midnight => 00:00
      fifteen hundred => 15:00
      fifteen hundred hours => 15:00
      oh nine hundred hours => 09:00
      1430 => 14:30
      2000 => 20:00
      ten thirty => 10:30 / 22:30
      ten thirty in the morning => 10:30
      ten oh five => 10:05 / 22:05
      [within 08:00 16:30] eleven forty five => 11:45
      seven o'clock => 07:00 / 19:00
      seven o'clock in the evening => 19:00 @ seven o'clock in the evening
      around three => 03:00 / 15:00
      in the morning at eight => 08:00
      tomorrow morning around ten => 10:00
      eight at night => 20:00
      two in the afternoon => 14:00
      7ish => 07:00 / 19:00
      18hr => 18:00
      [within 11:00 23:00] half past 5pm => 17:30
      at nine, I mean ten => 10:00! / 22:00! @ at nine i mean ten
      [within 08:00 16:30] at nine, I mean ten => 10:00!
      3 pm no 4 pm => 16:00!
      not 3 pm, 4 pm => 16:00!
      [within 08:00 16:30] seven => 07:00 / 19:00
      [open] tuesday at ten am please => 10:00 @ at ten am
      [open,within 08:00 16:30] a cleaning tuesday at ten => 10:00 @ at ten
      [open] a table for two at 7 pm => 19:00 @ at 7 pm
      [open] is 9:15 free => 09:15 / 21:15
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.time) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      Maria => -
      two people => -
      in three days => -
      March 10th => -
      25:99 => -
      [open] a table for ten => -
      [open] three tickets => -
      [open] I need two thirty year bonds => -
      [open] my number is 503 555 0134 => -
      [open] one of them => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.time) }
}
