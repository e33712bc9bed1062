import DialogDSL
import Testing

@Suite struct DateRangeTests {
  /// Rows with a range as `from..to`.
  static func ranges(_ table: String) -> [RecognizerRow] {
    RecognizerRow.rows(table).map { row in
      let pattern = /([0-9-]{10}|none)\.\.([0-9-]{10}|none)/
      return RecognizerRow(line: row.line.replacing(pattern) { "{from: \($0.1), to: \($0.2)}" })
    }
  }

  @Test(
    arguments: ranges(
      """
      [open] I need it from Monday to Wednesday => 2026-03-09..2026-03-11 @ from monday to wednesday
      [open] next weekend would be great => 2026-03-14..2026-03-15 @ next weekend
      [open] I will be away until the 9th => none..2026-03-09
      [open] for three nights from Friday please => 2026-03-06..2026-03-09
      [AU] summer 2027 => 2027-12-21..2028-03-22
      [GB] from the 3/4 to the 5/4 => 2026-04-03..2026-04-05
      27.11.-29.11.2026 => 2026-11-27..2026-11-29
      Nov 18-Dec 19, 2015 => 2015-11-18..2015-12-19
      30-31 oct => 2026-10-30..2026-10-31
      between 21 and 22.11.2026 => 2026-11-21..2026-11-22
      4 till 23 of this month => 2026-03-04..2026-03-23
      next week between Wednesday and Friday => 2026-03-11..2026-03-13
      November between 19 and 20 => 2026-11-19..2026-11-20
      from January to date => 2026-01-01..2026-03-02
      the year to date => 2026-01-01..2026-03-02
      March after next => 2027-03-01..2027-03-31
      the third last week of 2018 => 2018-12-10..2018-12-16
      the first week of 2015 => 2014-12-29..2015-01-04
      18q4 => 2018-10-01..2018-12-31
      12-2026 => 2026-12-01..2026-12-31
      less than 3 days from tomorrow => 2026-03-03..2026-03-05
      w/c March 18 => 2026-03-16..2026-03-22
      from Monday to Wednesday => 2026-03-09..2026-03-11
      Monday through Friday => 2026-03-09..2026-03-13
      Monday until Thursday => 2026-03-09..2026-03-12
      between Monday and Friday => 2026-03-09..2026-03-13
      from the 13th to the 15th of July => 2026-07-13..2026-07-15
      from the 13th to the 15th => 2026-03-13..2026-03-15
      the 13th through the 15th => 2026-03-13..2026-03-15
      July 13th through July 15th => 2026-07-13..2026-07-15
      July 13 - 15 => 2026-07-13..2026-07-15
      July 13th to the 15th => 2026-07-13..2026-07-15
      13th - 15th July => 2026-07-13..2026-07-15
      14-15.11.2026 => 2026-11-14..2026-11-15
      [GB] 14/11 - 15/11 => 2026-11-14..2026-11-15
      [GB] 14/11/2026 to 16/11/2026 => 2026-11-14..2026-11-16
      2026-03-10 to 2026-03-12 => 2026-03-10..2026-03-12
      from tomorrow until Friday => 2026-03-03..2026-03-06
      tomorrow to Thursday => 2026-03-03..2026-03-05
      from today for a week => 2026-03-02..2026-03-08
      for three nights from Friday => 2026-03-06..2026-03-09
      three nights starting Friday => 2026-03-06..2026-03-09
      Friday for three nights => 2026-03-06..2026-03-09
      Friday, three nights => 2026-03-06..2026-03-09
      for three days starting tomorrow => 2026-03-03..2026-03-05
      a week starting on the 5th of April => 2026-04-05..2026-04-11
      for two weeks from March 10th => 2026-03-10..2026-03-23
      checking in on the 5th for 4 nights => 2026-03-05..2026-03-09
      the weekend => 2026-03-07..2026-03-08
      this weekend => 2026-03-07..2026-03-08
      next weekend => 2026-03-14..2026-03-15
      the weekend after next => 2026-03-21..2026-03-22
      last weekend => 2026-02-28..2026-03-01
      the weekend of the 14th => 2026-03-14..2026-03-15
      first weekend in May => 2026-05-02..2026-05-03
      anytime next week => 2026-03-09..2026-03-15
      sometime next month => 2026-04-01..2026-04-30
      any day this week => 2026-03-02..2026-03-08
      next week => 2026-03-09..2026-03-15
      the week after next => 2026-03-16..2026-03-22
      the week of March 16th => 2026-03-16..2026-03-22
      the week beginning the 16th => 2026-03-16..2026-03-22
      the first week of April => 2026-03-30..2026-04-05
      the last week in June => 2026-06-22..2026-06-28
      the second week of next month => 2026-04-06..2026-04-12
      mid March => 2026-03-10..2026-03-20
      early April => 2026-04-01..2026-04-15
      late next month => 2026-04-16..2026-04-30
      the beginning of April => 2026-04-01..2026-04-15
      the end of April => 2026-04-16..2026-04-30
      the first half of April => 2026-04-01..2026-04-15
      the second half of May => 2026-05-16..2026-05-31
      in the first two weeks of April => 2026-04-01..2026-04-14
      the first three days of May => 2026-05-01..2026-05-03
      in March => 2026-03-01..2026-03-31
      March => 2026-03-01..2026-03-31
      in the month of May => 2026-05-01..2026-05-31
      next May => 2026-05-01..2026-05-31
      March and April => 2026-03-01..2026-04-30
      March to May => 2026-03-01..2026-05-31
      from March to May 2027 => 2027-03-01..2027-05-31
      summer => 2026-06-21..2026-09-22
      next summer => 2026-06-21..2026-09-22
      over the summer => 2026-06-21..2026-09-22
      this winter => 2025-12-21..2026-03-19
      over Christmas => 2026-12-25..2026-12-25~
      the Christmas week => 2026-12-21..2026-12-27
      Easter weekend => 2026-04-03..2026-04-06
      Memorial Day weekend => 2026-05-23..2026-05-25
      [GB] August bank holiday weekend => 2026-08-29..2026-08-31
      between Christmas and New Year => 2026-12-25..2027-01-01
      from Christmas Eve to New Year's Day => 2026-12-24..2027-01-01
      Q3 => 2026-07-01..2026-09-30
      the third quarter => 2026-07-01..2026-09-30
      next quarter => 2026-04-01..2026-06-30
      this year => 2026-01-01..2026-12-31
      next year => 2027-01-01..2027-12-31
      2027 => 2027-01-01..2027-12-31
      in 2027 => 2027-01-01..2027-12-31
      the year 2027 => 2027-01-01..2027-12-31
      the next 3 days => 2026-03-03..2026-03-05
      over the next two weeks => 2026-03-03..2026-03-16
      in the next couple of weeks => 2026-03-03..2026-03-16
      the next few days => 2026-03-03..2026-03-05
      the next month => 2026-04-01..2026-04-30
      the coming two weeks => 2026-03-03..2026-03-16
      the last 30 days => 2026-01-31..2026-03-01
      [past] the past week => 2026-02-23..2026-03-01
      [past] the last three months => 2025-12-02..2026-03-01
      [past] last month => 2026-02-01..2026-02-28
      [past] last year => 2025-01-01..2025-12-31
      [past] March => 2026-03-01..2026-03-31
      [past] from January to March => 2026-01-01..2026-03-31
      within the next week => 2026-03-02..2026-03-08
      within ten days => 2026-03-02..2026-03-11
      until Tuesday => none..2026-03-03
      until the end of the month => none..2026-03-31
      till next Friday => none..2026-03-13
      by Friday => none..2026-03-06
      from Monday => 2026-03-09..none
      from Monday on => 2026-03-09..none
      starting next Monday => 2026-03-09..none
      starting March 10th => 2026-03-10..none
      after the 15th => 2026-03-16..none
      before the 20th => none..2026-03-19
      on Tuesday => 2026-03-03..2026-03-03~
      Tuesday => 2026-03-03..2026-03-03~
      March 10th => 2026-03-10..2026-03-10~
      the whole of next week => 2026-03-09..2026-03-15
      all of March => 2026-03-01..2026-03-31
      all week => 2026-03-02..2026-03-08
      all next week => 2026-03-09..2026-03-15
      the rest of the week => 2026-03-02..2026-03-08
      rest of the month => 2026-03-02..2026-03-31
      from Monday to Wednesday, no, Thursday => 2026-03-09..2026-03-12!
      from Monday, no, Tuesday to Friday => 2026-03-03..2026-03-06!
      from the 5th to the 9th, no, the 10th => 2026-03-05..2026-03-10!
      March 9th to 12th, I mean the 14th => 2026-03-09..2026-03-14!
      next week, no, the week after next => 2026-03-16..2026-03-22!
      Monday to Friday, actually make it from Tuesday => 2026-03-03..2026-03-13!
      from March 9th no wait from March 10th to the 12th => 2026-03-10..2026-03-12!
      I arrive on the 5th and leave on the 9th => 2026-03-05..2026-03-09
      I arrive Friday and leave Sunday => 2026-03-06..2026-03-08
      leaving Friday coming back Monday => 2026-03-06..2026-03-09
      depart March 10 return March 17 => 2026-03-10..2026-03-17
      check in is the 10th check out the 14th => 2026-03-10..2026-03-14
      the 10th and the 14th => 2026-03-10..2026-03-14
      today and tomorrow => 2026-03-02..2026-03-03
      tonight and tomorrow night => 2026-03-02..2026-03-03
      Friday and Saturday => 2026-03-06..2026-03-07
      Friday night and Saturday night => 2026-03-06..2026-03-07
      just tonight => 2026-03-02..2026-03-02~
      one night tonight => 2026-03-02..2026-03-03
      one night, on the 5th => 2026-03-05..2026-03-06
      two nights from tomorrow => 2026-03-03..2026-03-05
      Monday week to Friday => 2026-03-09..2026-03-13
      the 5th at 10 am until the 9th at 10 am => 2026-03-05..2026-03-09
      Dec 28 to Jan 3 => 2026-12-28..2027-01-03
      December 28th till the 3rd of January => 2026-12-28..2027-01-03
      28 December to 3 January => 2026-12-28..2027-01-03
      the 28th of December to the 3rd => 2026-12-28..2027-01-03
      a fortnight from Saturday => 2026-03-21..2026-03-21~
      for a fortnight from the 4th of July => 2026-07-04..2026-07-17
      the next fortnight => 2026-03-03..2026-03-16
      between now and Friday => 2026-03-02..2026-03-06
      from now until Easter => 2026-03-02..2026-04-05
      up to the 15th => none..2026-03-15
      May 2nd 2027 until May 9th => 2027-05-02..2027-05-09
      May 2 to May 9, 2027 => 2027-05-02..2027-05-09
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.dateRange) }

  @Test(
    arguments: ranges(
      """
      5 to 7 people => -
      between 5 and 7 => -
      from 5 to 7 => -
      hello => -
      from Portland to Seattle => -
      [open] march on => -
      [open] the week was long => -
      [open] I was away for a month => -
      [open] that was 1999 dollars => -
      [open] a table for 5 to 7 people => -
      [open] I will be there on Tuesday => -
      [open] it is a summer dress => -
      [open] a week => -
      [open] see you tomorrow => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.dateRange) }
}
