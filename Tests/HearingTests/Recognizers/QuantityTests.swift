import DialogDSL
import Testing

/// Lengths of time, ages and temperatures.
@Suite struct QuantityTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      two hours => PT2H
      an hour => PT1H
      one hour => PT1H
      half an hour => PT30M
      a half hour => PT30M
      half hour => PT30M
      an hour and a half => PT1H30M
      one hour and half => PT1H30M
      one and a half hours => PT1H30M
      1.5 hours => PT1H30M
      1 1/2 hours => PT1H30M
      1½ hours => PT1H30M
      a ½ hour call => PT30M
      1/2 hour => PT30M
      two and a half hours => PT2H30M
      two and a quarter hours => PT2H15M
      an hour and three quarters => PT1H45M
      three quarters of an hour => PT45M
      quarter of an hour => PT15M
      a quarter of an hour => PT15M
      an hour and fifteen => PT1H15M
      an hour fifteen => PT1H15M
      two hours thirty => PT2H30M
      one hour forty five minutes => PT1H45M
      an hour and forty five minutes => PT1H45M
      1h30 => PT1H30M
      1h30m => PT1H30M
      1hr 30min => PT1H30M
      2hrs => PT2H
      90 min => PT1H30M
      90min => PT1H30M
      ninety minutes => PT1H30M
      a minute and a half => PT1M30S
      a minute and 30 seconds => PT1M30S
      thirty secs => PT30S
      3 nights => P3D
      three nights => P3D
      one night => P1D
      just the one night => P1D
      overnight => P1D
      a fortnight => P14D
      two weeks => P14D
      a couple of weeks => P14D
      couple of days => P2D
      a week and a half => P10DT12H
      half a day => PT12H
      ten days => P10D
      a dozen days => P12D
      a week => P7D
      the whole week => P7D
      one full week => P7D
      all day => P1D
      another month => P1M
      a month and a half => P1M15D
      six months => P6M
      half a year => P6M
      one year and six months => P1Y6M
      a year and a half => P1Y6M
      two years => P2Y
      1 year 1 month 21 days => P1Y1M21D
      a decade => P10Y
      2 more minutes => PT2M
      three working days => P3D
      thirty odd minutes => PT30M
      2 & 1/2 hours => PT2H30M
      hour and a half => PT1H30M
      about hour and fifteen minutes => PT1H15M
      an hour or so => PT1H
      over two and half hours => PT2H30M
      two and a half days => P2DT12H
      a day and a half => P1DT12H
      two weeks and three days => P17D
      3 days 2 nights => P3D / P2D
      two hours, thirty minutes and ten seconds => PT2H30M10S
      three-day => P3D
      3-day => P3D
      2 wks => P14D
      18 mths => P1Y6M
      1 hr 15 => PT1H15M
      twenty four hours => PT24H
      ten to fifteen minutes => PT10M~ / PT15M~
      a few hours => PT3H~
      two or three days => P2D~ / P3D~
      a day or two => P1D~ / P2D~
      2-3 weeks => P14D~ / P21D~
      two to three weeks => P14D~ / P21D~
      one thousand six hundred hours => PT1600H
      two hours, no, three hours => PT3H!
      two hours, no, three => PT3H!
      three nights, sorry, make it four => P4D!
      an hour and ten, no, fifteen => PT1H15M!
      two hours no wait half a day => PT12H!
      thirty minutes or make that an hour => PT1H!
      for about three hours please => PT3H @ three hours
      [open] a room for three nights please => P3D @ three nights
      [open] we'd stay for a week => P7D
      [open] it takes an hour and a half => PT1H30M
      """))
  func readsDurations(_ row: RecognizerRow) throws { try row.check(.duration) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      thirty => -
      24/7 => -
      hour => -
      at three => -
      five years old => -
      the second => -
      March 3rd => -
      i'm here => -
      [open] it was two days ago => -
      [open] in two days => -
      [open] what a day => -
      [open] my son is five years old => -
      [open] next week => -
      """))
  func leavesDurations(_ row: RecognizerRow) throws { try row.check(.duration) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      forty => {unit: year, value: 40}
      I'm forty => {unit: year, value: 40}
      i am thirty nine => {unit: year, value: 39}
      she's 9 => {unit: year, value: 9}
      I'll be 30 next month => {unit: year, value: 30}
      I just turned seventy two => {unit: year, value: 72}
      turning 40 in May => {unit: year, value: 40}
      going on forty => {unit: year, value: 40}
      twenty four years old => {unit: year, value: 24}
      62 years => {unit: year, value: 62}
      62 yrs old => {unit: year, value: 62}
      he's 5 and a half => {unit: year, value: 5.5}
      he's five and a half years old => {unit: year, value: 5.5}
      a year and a half => {unit: year, value: 1.5}
      a year old => {unit: year, value: 1}
      five-year-old => {unit: year, value: 5}
      5-year-old => {unit: year, value: 5}
      18-month-old => {unit: month, value: 18}
      5yo => {unit: year, value: 5}
      eighteen months => {unit: month, value: 18}
      the baby is three months => {unit: month, value: 3}
      two years and three months => {unit: month, value: 27}
      six weeks of age => {unit: week, value: 6}
      ten days old => {unit: day, value: 10}
      newborn => {unit: day, value: 0}
      she's a newborn => {unit: day, value: 0}
      30 y.o. => {unit: year, value: 30}
      I'm a 30 year old male => {unit: year, value: 30}
      my age is 45 => {unit: year, value: 45}
      he's about 6 => {unit: year, value: 6}
      she is almost 3 => {unit: year, value: 3}
      he's two and three quarters => {unit: year, value: 2.75}
      6 and a half months => {unit: month, value: 6.5}
      a twenty five year old => {unit: year, value: 25}
      aged 45 => {unit: year, value: 45}
      a hundred and two => {unit: year, value: 102}
      ninety-nine => {unit: year, value: 99}
      I'm 45, sorry, 46 => {unit: year, value: 46}!
      eighteen months, no, twenty => {unit: month, value: 20}!
      forty two, no, forty three years old => {unit: year, value: 43}!
      [min 18] I'm twenty => {unit: year, value: 20}
      [open] my son is five years old => {unit: year, value: 5} @ five years old
      [open] a table for two, he just turned six => {unit: year, value: 6}
      """))
  func readsAges(_ row: RecognizerRow) throws { try row.check(.age) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      two hundred => -
      I was born in 1984 => -
      I'm in my 60s => -
      March 5 => -
      [max 120] I'm a hundred and twenty one => -
      [min 18] I'm seventeen => -
      [min 2] eighteen months => -
      [open] I'm forty => -
      [open] eighteen months => -
      [open] two people => -
      """))
  func leavesAges(_ row: RecognizerRow) throws { try row.check(.age) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      98.6 => {unit: degree, value: 98.6}
      ninety eight point six => {unit: degree, value: 98.6}
      seventy two => {unit: degree, value: 72}
      72 fahrenheit => {unit: fahrenheit, value: 72}
      72 degrees fahrenheit => {unit: fahrenheit, value: 72}
      three fifty => {unit: degree, value: 350}
      four twenty five degrees => {unit: degree, value: 425}
      six below zero celsius => {unit: celsius, value: -6}
      3 degrees below zero fahrenheit => {unit: fahrenheit, value: -3}
      25 degrees in celsius => {unit: celsius, value: 25}
      half a degree => {unit: degree, value: 0.5}
      72F => {unit: fahrenheit, value: 72}
      70°F => {unit: fahrenheit, value: 70}
      37 ° celsius => {unit: celsius, value: 37}
      21°C => {unit: celsius, value: 21}
      20 centigrade => {unit: celsius, value: 20}
      six degrees c => {unit: celsius, value: 6}
      45 deg. => {unit: degree, value: 45}
      minus five degrees => {unit: degree, value: -5}
      -5 degrees => {unit: degree, value: -5}
      negative ten celsius => {unit: celsius, value: -10}
      thirty below => {unit: degree, value: -30}
      2 below zero => {unit: degree, value: -2}
      two degrees below zero => {unit: degree, value: -2}
      ten degrees celsius below freezing => {unit: celsius, value: -10}
      turn it up to 74 degrees => {unit: degree, value: 74}
      set it at sixty eight please => {unit: degree, value: 68}
      68 or so => {unit: degree, value: 68}
      one hundred point four => {unit: degree, value: 100.4}
      ninety eight six => {unit: degree, value: 98.6}
      101 point 5 => {unit: degree, value: 101.5}
      a fever of 101.5 => {unit: degree, value: 101.5}
      -20C => {unit: celsius, value: -20}
      twenty five c => {unit: celsius, value: 25}
      zero => {unit: degree, value: 0}
      a hundred and two point four => {unit: degree, value: 102.4}
      one oh two point four => {unit: degree, value: 102.4}
      one oh one => {unit: degree, value: 101}
      it's a hundred and one fahrenheit => {unit: fahrenheit, value: 101}
      set it to 14 and a half degrees => {unit: degree, value: 14.5}
      20.3 celsius => {unit: celsius, value: 20.3}
      convert 10 celsius to fahrenheit => {unit: celsius, value: 10}
      70 degrees, no, 72 degrees => {unit: degree, value: 72}!
      seventy celsius, no, seventy two => {unit: celsius, value: 72}!
      sixty eight, make that seventy => {unit: degree, value: 70}!
      [open] set it to seventy degrees => {unit: degree, value: 70} @ seventy degrees
      [open] it's 20 below zero here => {unit: degree, value: -20}
      """))
  func readsTemperatures(_ row: RecognizerRow) throws { try row.check(.temperature) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      rotate 90° => -
      turn a 45 degrees angle => -
      the 13F filing => -
      800,000 F-Series pickups => -
      three people => -
      [max 90] 95 degrees => -
      [min -10,max 40] minus 12 => -
      [open] seventy two => -
      [open] thirty below the line => -
      """))
  func leavesTemperatures(_ row: RecognizerRow) throws { try row.check(.temperature) }
}
