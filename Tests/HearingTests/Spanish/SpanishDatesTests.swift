import DialogDSL
import Testing

/// Spanish: dates, as callers in Mexico and Spain say them.
@Suite struct SpanishDatesTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] el martes que viene => 2026-03-03
      [es-MX] el martes => 2026-03-03
      [es-MX] el viernes próximo => 2026-03-06
      [es-MX] el jueves de la semana que viene => 2026-03-12
      [es-MX] martes nueve de junio => 2026-06-09
      [es-MX] el 9 de marzo => 2026-03-09
      [es-MX] el primero de abril => 2026-04-01
      [es-MX] el uno de abril => 2026-04-01
      [es-MX] el veintidós de abril => 2026-04-22
      [es-MX] pasado mañana => 2026-03-04
      [es-MX] mañana en la tarde => 2026-03-03
      [es-MX] hoy en la noche => 2026-03-02
      [es-MX] en tres días => 2026-03-05
      [es-MX] dentro de una semana => 2026-03-09
      [es-MX] dentro de quince días => 2026-03-17
      [es-MX] de hoy en ocho => 2026-03-09
      [es-MX] el día quince => 2026-03-15
      [es-MX] para el doce => 2026-03-12
      [es-MX] a fin de mes => 2026-03-31
      [es-MX] el primer lunes de abril => 2026-04-06
      [es-MX] en Nochebuena => 2026-12-24
      [es-MX] el Viernes Santo => 2026-04-03
      [es-MX] un día antes de Nochevieja => 2026-12-30
      [es-MX] 3/4/2026 => 2026-04-03
      [es-MX] el cinco, digo, el seis de abril => 2026-04-06!
      [es-MX] no el martes, el miércoles => 2026-03-04!
      [es-MX] sabado => 2026-03-07
      [es-MX,past] el nueve de marzo de mil novecientos ochenta y cuatro => 1984-03-09
      [es-MX,past] el 3 de julio de 1975 => 1975-07-03
      [es-MX,past] hace una semana => 2026-02-23
      [es-MX,past] ayer => 2026-03-01
      [es-MX,past] anteayer => 2026-02-28
      [es-MX,past] el lunes de la semana pasada => 2026-02-23
      [es-MX,past] hace como dos meses => 2026-01-02
      [es-MX] a las tres de la tarde => -
      [es-MX] nos vemos el jueves => 2026-03-05
      [es-MX] quisiera una cita para el lunes 16 de marzo => 2026-03-16
      [es-MX] el cinco del próximo mes => 2026-04-05
      [es-MX] el segundo martes de mayo => 2026-05-12
      [es-MX] a principios de mes no mejor el doce => 2026-03-12!
      [es-MX] el día de los muertos => 2026-11-02
      [es-MX] el día de la independencia => 2026-09-16
      [es-MX] el domingo de pascua => 2026-04-05
      [es-MX] dos días antes de Navidad => 2026-12-23
      [es-MX] el viernes de esta semana => 2026-03-06
      [es-MX] junio seis => 2026-06-06
      [es-MX] martes => 2026-03-03
      [es-MX] el este jueves => 2026-03-05
      [es-MX] en quince días => 2026-03-17
      [es-MX,past] el domingo => 2026-03-01
      [es-MX,past] doce de octubre del noventa => 1990-10-12
      [es-MX,past] 5/6/88 => 1988-06-05
      """))
  func date(row: RecognizerRow) throws { try row.check(.date) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] el martes a las nueve y media de la mañana => 2026-03-03T09:30
      [es-MX] pasado mañana al mediodía => 2026-03-04T12:00
      [es-MX] hoy a las seis de la tarde => 2026-03-02T18:00
      [es-MX] mañana por la mañana a las nueve => 2026-03-03T09:00
      """))
  func dateTime(row: RecognizerRow) throws { try row.check(.dateTime) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] de martes a jueves => {from: 2026-03-03, to: 2026-03-05}
      [es-MX] del 10 al 15 de marzo => {from: 2026-03-10, to: 2026-03-15}
      [es-MX] del veinte de abril al tres de mayo => {from: 2026-04-20, to: 2026-05-03}
      [es-MX] la semana que viene => {from: 2026-03-09, to: 2026-03-15}
      [es-MX] el próximo fin de semana => {from: 2026-03-14, to: 2026-03-15}
      [es-MX] el mes que viene => {from: 2026-04-01, to: 2026-04-30}
      [es-MX] en Semana Santa => {from: 2026-03-30, to: 2026-04-05}
      [es-MX] tres noches desde el viernes => {from: 2026-03-06, to: 2026-03-09}
      [es-MX] del quince al diecisiete => {from: 2026-03-15, to: 2026-03-17}
      [es-MX] llego el viernes y me voy el domingo => {from: 2026-03-06, to: 2026-03-08}
      [es-MX] desde mañana hasta el sábado => {from: 2026-03-03, to: 2026-03-07}
      [es-MX] el próximo mes => {from: 2026-04-01, to: 2026-04-30}
      [es-MX] hasta el viernes => {from: none, to: 2026-03-06}
      [es-MX] a mediados de abril => {from: 2026-04-10, to: 2026-04-20}
      [es-MX] la primera semana de abril => {from: 2026-03-30, to: 2026-04-05}
      """))
  func dateRange(row: RecognizerRow) throws { try row.check(.dateRange) }
}
