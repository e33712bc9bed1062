import DialogDSL
import Testing

/// Spanish: times, as callers in Mexico and Spain say them.
@Suite struct SpanishTimesTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] a las dos y media de la tarde => 14:30
      [es-MX] a las nueve de la mañana => 09:00
      [es-MX] a las ocho de la noche => 20:00
      [es-MX] a la una y media de la tarde => 13:30
      [es-MX] cuarto para las ocho de la noche => 19:45
      [es-MX] a las diez menos veinte de la mañana => 09:40
      [es-MX] al mediodía => 12:00
      [es-MX] a medianoche => 00:00
      [es-MX] a las quince horas => 15:00
      [es-MX] a las veinte horas => 20:00
      [es-MX] 14:30 => 14:30
      [es-MX] a las 7 de la tarde => 19:00
      [es-MX] las once en punto de la mañana => 11:00
      [es-MX] en la mañana como a las diez => 10:00
      [es-MX] el martes a las seis y media de la tarde => 18:30
      [es-MX] a las ocho, digo, a las nueve de la noche => 21:00!
      [es-MX] en una hora => 10:00
      [es-MX,within 11:00 22:59] a las siete => 19:00
      [es-MX,within 11:00 22:59] a las dos => 14:00
      [es-MX,within 08:00 12:00] a las nueve => 09:00
      [es-MX,within 09:00 18:00] como a las cinco => 17:00
      [es-MX] el dos de marzo => -
      [es-MX] a las tres de la madrugada => 03:00
      [es-MX] a las once de la noche => 23:00
      [es-MX] a las cinco y diez de la tarde => 17:10
      [es-MX] son las cuatro y media de la tarde => 16:30
      [es-MX] a las diez y media de la mañana => 10:30
      [es-MX] nueve cuarenta y cinco de la mañana => 09:45
      [es-MX] veinte para las once de la mañana => 10:40
      [es-MX,within 12:00 22:00] a la una => 13:00
      [es-MX,within 12:00 22:00] mejor a las ocho => 20:00
      [es-MX,within 12:00 22:00] mesa para cuatro a las ocho => 20:00
      [es-MX] a las veintiuna treinta => 21:30
      [es-MX] a las 8 y media de la mañana => 08:30
      [es-MX] a las dos mañana por la tarde => 14:00
      """))
  func time(row: RecognizerRow) throws { try row.check(.time) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] de nueve a cinco => {from: 09:00, to: 17:00}
      [es-MX] desde las diez hasta las doce de la mañana => {from: 10:00, to: 12:00}
      [es-MX] en la mañana => {from: 06:00, to: 12:00}
      [es-MX] antes de las once de la mañana => {from: none, to: 11:00}
      [es-MX] de dos a cuatro y media de la tarde => {from: 14:00, to: 16:30}
      [es-MX] de ocho a diez de la noche => {from: 20:00, to: 22:00}
      [es-MX] de 9 a 11 de la mañana => {from: 09:00, to: 11:00}
      [es-MX] hasta las seis de la tarde => {from: none, to: 18:00}
      [es-MX] en la noche => {from: 20:00, to: 23:59}
      """))
  func timeRange(row: RecognizerRow) throws { try row.check(.timeRange) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] hora y media => PT1H30M
      [es-MX] tres noches => P3D
      [es-MX] dos horas y media => PT2H30M
      [es-MX] un cuarto de hora => PT15M
      [es-MX] quince días => P15D
      [es-MX] una semana => P7D
      [es-MX] un mes y medio => P1M15D
      [es-MX] dos días y tres noches no digo dos noches => P2D! / P2D
      [es-MX] un par de horas => PT2H~
      [es-MX] un día => P1D
      [es-MX] una noche => P1D
      [es-MX] hora y cuarto => PT1H15M
      [es-MX] 2 h => PT2H
      """))
  func duration(row: RecognizerRow) throws { try row.check(.duration) }
}
