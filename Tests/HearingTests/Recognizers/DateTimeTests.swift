import DialogDSL
import Testing

@Suite struct DateTimeTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      tomorrow at 5 => 2026-03-03T05:00~ / 2026-03-03T17:00~
      tomorrow at 5 pm => 2026-03-03T17:00
      at 5 tomorrow => 2026-03-03T05:00~ / 2026-03-03T17:00~
      5 pm tomorrow => 2026-03-03T17:00
      Friday at half past two => 2026-03-06T02:30~ / 2026-03-06T14:30~
      half past two on Friday => 2026-03-06T02:30~ / 2026-03-06T14:30~
      next Tuesday at noon => 2026-03-10T12:00
      March 10th at 3:30 => 2026-03-10T03:30~ / 2026-03-10T15:30~
      the ninth at ten in the morning => 2026-03-09T10:00
      tomorrow morning at eight => 2026-03-03T08:00
      tomorrow morning at 8 => 2026-03-03T08:00
      8 tomorrow morning => 2026-03-03T08:00
      tonight at 7:30 => 2026-03-02T19:30
      7:30 tonight => 2026-03-02T19:30
      tonight at eight => 2026-03-02T20:00
      this evening at six => 2026-03-02T18:00
      this afternoon at three => 2026-03-02T15:00
      Monday at 10, no, Tuesday => 2026-03-03T10:00~ / 2026-03-03T22:00~
      Monday at 10, no, at 11 => 2026-03-09T11:00~ / 2026-03-09T23:00~
      Monday at 10 am, I mean 11 am => 2026-03-09T11:00!
      Monday at ten, no, Wednesday at four pm => 2026-03-04T16:00!
      tomorrow at 3 pm sorry 4 pm => 2026-03-03T16:00!
      March 9th at 3 pm, no, the 10th => 2026-03-10T15:00!
      now => 2026-03-02T09:00
      right now => 2026-03-02T09:00
      as soon as possible => 2026-03-02T09:00
      in two hours => 2026-03-02T11:00
      in an hour => 2026-03-02T10:00
      in half an hour => 2026-03-02T09:30
      in an hour and a half => 2026-03-02T10:30
      in 24 hours => 2026-03-03T09:00
      2 minutes from now => 2026-03-02T09:02
      twenty minutes ago => 2026-03-02T08:40
      a day from now => 2026-03-03T09:00
      in three days at noon => 2026-03-05T12:00
      three days from now at noon => 2026-03-05T12:00
      a week from Friday at 9 am => 2026-03-13T09:00
      3/10 at 14:00 => 2026-03-10T14:00
      [GB] 3/10 at 14:00 => 2026-10-03T14:00
      2026-03-10 14:00 => 2026-03-10T14:00
      10 March 14:00 => 2026-03-10T14:00
      March 10 2026 2:30 pm => 2026-03-10T14:30
      Tuesday 14:30 => 2026-03-03T14:30
      Tuesday 2 pm => 2026-03-03T14:00
      Friday the 13th at 8 pm => 2026-03-13T20:00
      noon on Friday => 2026-03-06T12:00
      midnight on Friday => 2026-03-06T00:00
      Christmas Eve at 6 => 2026-12-24T06:00~ / 2026-12-24T18:00~
      a table for two tomorrow at seven => 2026-03-03T07:00~ / 2026-03-03T19:00~
      a table for four on Friday at eight thirty => 2026-03-06T08:30~ / 2026-03-06T20:30~
      it's on the 5th of May at quarter past nine => 2026-05-05T09:15~ / 2026-05-05T21:15~
      quarter to ten on the fifth of may => 2026-05-05T09:45~ / 2026-05-05T21:45~
      the day after tomorrow at 11 => 2026-03-04T11:00~ / 2026-03-04T23:00~
      end of the month at noon => 2026-03-31T12:00
      one o'clock on Tuesday the tenth => 2026-03-10T01:00~ / 2026-03-10T13:00~
      at 16h on Friday => 2026-03-06T16:00
      Friday at 1600 hours => 2026-03-06T16:00
      Friday fifteen hundred => 2026-03-06T15:00
      tomorrow around eleven thirty in the morning => 2026-03-03T11:30
      Saturday night at nine => 2026-03-07T21:00
      Saturday evening, eight o'clock => 2026-03-07T20:00
      Friday, 9 a.m. => 2026-03-06T09:00
      Easter Monday at 11 am => 2026-04-06T11:00
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.dateTime) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      tomorrow => -
      at five => -
      hello => -
      [open] right now I am busy => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.dateTime) }
}
