import DialogDSL
import Testing

@Suite struct TimeRangeTests {
  /// `from to` as the map is described: `{from: 14:00, to: 16:00}`.
  @Test(
    arguments: RecognizerRow.rows(
      """
      from two to four pm => {from: 14:00, to: 16:00} @ from two to four pm
      between two and four pm => {from: 14:00, to: 16:00}
      nine to five => {from: 09:00, to: 17:00}
      from nine to five => {from: 09:00, to: 17:00}
      nine till five thirty => {from: 09:00, to: 17:30}
      ten through two => {from: 10:00, to: 14:00}
      11:30-1:30 => {from: 11:30, to: 13:30}
      between two and four => {from: 02:00, to: 04:00}~ / {from: 14:00, to: 16:00}~
      [within 08:00 18:00] between two and four => {from: 14:00, to: 16:00}
      [within 08:00 18:00] from nine to eleven => {from: 09:00, to: 11:00}
      [within 08:00 18:00] 2 - 4 => {from: 14:00, to: 16:00}
      8am until 6 => {from: 08:00, to: 18:00}
      from eleven am to two => {from: 11:00, to: 14:00}
      from eleven to two pm => {from: 11:00, to: 14:00}
      from ten to eleven am => {from: 10:00, to: 11:00}
      from 11 to 3am => {from: 23:00, to: 03:00}
      from ten pm to six am => {from: 22:00, to: 06:00}
      from noon to three => {from: 12:00, to: 15:00}
      from nine to noon => {from: 09:00, to: 12:00}
      between midnight and four in the morning => {from: 00:00, to: 04:00}
      from half past two to quarter to four in the afternoon => {from: 14:30, to: 15:45}
      from quarter past nine to half past ten in the morning => {from: 09:15, to: 10:30}
      between 4 30 and 6 in the evening => {from: 16:30, to: 18:00}
      tonight from seven to eight thirty => {from: 19:00, to: 20:30}
      this evening between six and eight => {from: 18:00, to: 20:00}
      tomorrow morning from eight to ten => {from: 08:00, to: 10:00}
      9-11am => {from: 09:00, to: 11:00} @ 9-11am
      3-8pm yesterday afternoon => {from: 15:00, to: 20:00}
      8am-3 => {from: 08:00, to: 15:00}
      1pm-2pm => {from: 13:00, to: 14:00}
      14:00-16:30 => {from: 14:00, to: 16:30}
      14:00 - 16:30 => {from: 14:00, to: 16:30}
      14:00 – 16:30 => {from: 14:00, to: 16:30}
      2pm -4pm => {from: 14:00, to: 16:00}
      1510-1640 => {from: 15:10, to: 16:40}
      9h30 - 11h00 am => {from: 09:30, to: 11:00}
      17.05-18.15 => {from: 17:05, to: 18:15}
      20-21 => {from: 20:00, to: 21:00}
      around 18 or 19 => {from: 18:00, to: 19:00}
      from about ten to around noon => {from: 10:00, to: 12:00}
      between 2:00 tomorrow and 4:00 pm => {from: 14:00, to: 16:00}
      from 10 am for 3 hours 30 minutes => {from: 10:00, to: 13:30}
      2pm for an hour and a half => {from: 14:00, to: 15:30}
      for two hours from 2pm => {from: 14:00, to: 16:00}
      starting at 3 pm until 5 => {from: 15:00, to: 17:00}
      from nine in the morning to five in the evening => {from: 09:00, to: 17:00}
      from 9 a.m. until midnight => {from: 09:00, to: 00:00}
      9 AM - 5 PM Monday through Friday => {from: 09:00, to: 17:00}
      sometime between 3 and 5 pm => {from: 15:00, to: 17:00}
      eight to eight => {from: 08:00, to: 20:00}
      from three o'clock to five o'clock in the afternoon => {from: 15:00, to: 17:00}
      [GB] half two to half three pm => {from: 14:30, to: 15:30}
      from ten past two till twenty past three pm => {from: 14:10, to: 15:20}
      after 8 pm and before 10 pm => {from: 20:00, to: 22:00}
      later than nine but before eleven am => {from: 09:00, to: 11:00}
      3pm~4pm => {from: 15:00, to: 16:00}
      10/10 0800 - 0930 => {from: 08:00, to: 09:30}
      before noon => {from: none, to: 12:00}
      sixteen hundred to eighteen hundred => {from: 16:00, to: 18:00}
      from 5 p.m. to 6 p.m. => {from: 17:00, to: 18:00}
      any time after four => {from: 04:00, to: none}~ / {from: 16:00, to: none}~
      any time after four pm => {from: 16:00, to: none}
      [within 08:00 18:00] after four => {from: 16:00, to: none}
      until noon => {from: none, to: 12:00}
      before ten in the morning => {from: none, to: 10:00}
      3 pm onwards => {from: 15:00, to: none}
      four pm or later => {from: 16:00, to: none}
      from 3 pm on => {from: 15:00, to: none}
      no later than 5 pm => {from: none, to: 17:00}
      by 5 pm at the latest => {from: none, to: 17:00}
      in the afternoon => {from: 12:00, to: 18:00}
      tomorrow morning => {from: 06:00, to: 12:00}
      [within 08:00 18:00] in the morning => {from: 08:00, to: 12:00}
      some time in the evening => {from: 18:00, to: 22:00}
      late morning => {from: 10:00, to: 12:00}
      early afternoon would be best => {from: 12:00, to: 15:00}
      after lunch => {from: 13:00, to: 17:00}
      after work => {from: 17:00, to: 21:00}
      from two to four, no, three to five pm => {from: 15:00, to: 17:00}!
      between nine and ten am, sorry, ten and eleven am => {from: 10:00, to: 11:00}!
      [open] I can do between two and four pm on Friday => {from: 14:00, to: 16:00} @ between two and four pm
      [open] my shift is nine to five pm => {from: 09:00, to: 17:00}
      """))
  func reads(_ row: RecognizerRow) throws { try row.check(.timeRange) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      half past seven => -
      ten past seven => -
      quarter past four pm => -
      good morning => -
      three people => -
      from March 5 to March 7 => -
      from Monday to Wednesday => -
      555-0134 => -
      from Boston to Denver => -
      2-3 days => -
      two to three weeks => -
      [open] I was there in the afternoon => -
      [open] one to two of them => -
      [open] two to three => -
      [open] 2019-2020 => -
      [open] add 2 - 3 more => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.timeRange) }
}
