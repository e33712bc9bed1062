import DialogDSL
import Testing

@Suite struct DateTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      today => 2026-03-02
      tomorrow please => 2026-03-03 @ tomorrow
      the day after tomorrow => 2026-03-04
      [past] yesterday => 2026-03-01
      tonight => 2026-03-02
      in three days => 2026-03-05 @ in three days
      in a week => 2026-03-09
      in a couple of weeks => 2026-03-16
      in 2 months => 2026-05-02
      two weeks from now => 2026-03-16
      a week from Friday => 2026-03-13
      a week from tomorrow => 2026-03-10
      a week on Thursday => 2026-03-12
      a week today => 2026-03-09
      three days after March 10th => 2026-03-13
      [past] ten days ago => 2026-02-20
      a fortnight from today => 2026-03-16
      Tuesday => 2026-03-03
      on Tuesday => 2026-03-03 @ on tuesday
      monday => 2026-03-09
      this Monday => 2026-03-02
      next Tuesday => 2026-03-10
      this Friday => 2026-03-06
      this coming Friday => 2026-03-06
      Friday next week => 2026-03-13
      Tuesday of next week => 2026-03-10
      Tuesday week => 2026-03-10
      next week on Friday => 2026-03-13
      in about two weeks => 2026-03-16
      in three weeks and two days => 2026-03-25
      [past,GB] 17/03 1948 => 1948-03-17
      [past,GB] 1703 1948 => 1948-03-17
      the Friday after next => 2026-03-20
      [past] Friday => 2026-02-27
      last Friday => 2026-02-27
      Thurs. => 2026-03-05
      the ninth => 2026-03-09 @ the ninth
      the 1st => 2026-04-01
      the twenty first => 2026-03-21
      the twenty-first => 2026-03-21
      on the 9th of this month => 2026-03-09
      the ninth of next month => 2026-04-09
      the 9 => 2026-03-09~
      March 10th => 2026-03-10
      March the tenth => 2026-03-10
      march 10 => 2026-03-10
      10 March => 2026-03-10
      the tenth of March => 2026-03-10
      10th of march 2027 => 2027-03-10
      January 5th => 2027-01-05
      may fifth => 2026-05-05
      Feb 29 => 2028-02-29
      March 1st => 2027-03-01
      the 8th of the 12th => 2026-12-08
      Tuesday the tenth => 2026-03-10
      Tuesday, March 10th => 2026-03-10 @ tuesday march 10th
      March 10th, Tuesday => 2026-03-10
      Wednesday March 10th => 2026-03-10~ / 2026-03-04~
      Friday the 13th => 2026-03-13
      Monday the 13th => 2026-04-13
      first Monday in May => 2026-05-04
      the last Friday of the month => 2026-03-27
      the third Thursday of November 2026 => 2026-11-19
      2026-03-10 => 2026-03-10
      3/10 => 2026-03-10
      [GB] 3/10 => 2026-10-03
      3/10/2026 => 2026-03-10
      [GB] 25/12/26 => 2026-12-25
      12.25.2026 => 2026-12-25
      [past] 7/4/84 => 1984-07-04
      end of the month => 2026-03-31
      the end of next month => 2026-04-30
      the last day of May => 2026-05-31
      Christmas Eve => 2026-12-24
      New Year's => 2027-01-01
      New Year's Eve => 2026-12-31
      the fourth of July => 2026-07-04
      Halloween => 2026-10-31
      [past] June 5th nineteen eighty four => 1984-06-05
      [past] June 5th, 84 => 1984-06-05
      [past] the fifth of june two thousand and one => 2001-06-05
      [past] May fifth, twenty twelve => 2012-05-05
      [past] march third nineteen oh five => 1905-03-03
      [past,GB] 28 4 96 => 1996-04-28
      [past] March 10th => 2025-03-10
      Monday, no, Tuesday => 2026-03-03! @ monday no tuesday
      tuesday sorry wednesday => 2026-03-04! @ tuesday sorry wednesday
      March 9th, I mean the 11th => 2026-03-11!
      not Tuesday, Wednesday => 2026-03-04!
      Tuesday instead of Wednesday => 2026-03-03!
      tuesday um no make that friday => 2026-03-06!
      Tuesday or Wednesday => 2026-03-03 / 2026-03-04
      Um, well, you know, tomorrow => 2026-03-03
      [open] I need a cleaning next tuesday at ten => 2026-03-10 @ next tuesday
      [open] book it for march 10th please => 2026-03-10 @ for march 10th
      [open] on the 9th would be good => 2026-03-09
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.date) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      Maria Lopez => -
      may I ask something => -
      I march every day => -
      555-0134 => -
      5 0 3 5 5 5 0 1 3 4 => -
      February 30th => -
      [open] the second one please => -
      [open] the first time => -
      [open] a table for two at 7 => -
      [open] 650-650-6500 => -
      [open] it may be => -
      [open] the sun is out => -
      [open] in half an hour => -
      [open] I'm on my second coffee => -
      [open] two weeks => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.date) }
}
