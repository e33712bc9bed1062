import DialogDSL
import Testing

/// Spanish: numbers, as callers in Mexico and Spain say them.
@Suite struct SpanishNumbersTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] veintidós => 22
      [es-MX] mil novecientos ochenta y cuatro => 1984
      [es-MX] un millón doscientos mil => 1200000
      [es-MX] medio => 0.5
      [es-MX] dos millones y medio => 2500000
      [es-MX] dos coma cinco => 2.5
      [es-MX] cien => 100
      [es-MX] quinientos cincuenta y cinco => 555
      [es-MX] cien mil => 100000
      [es-MX] media docena => 6
      [es-MX] 1,500 => 1500
      [es-MX] unos cuarenta => 40
      [es-MX] no sé => -
      [es-MX] tres millones cuatrocientos mil veinte => 3400020
      [es-MX] treinta y un mil doscientos => 31200
      [es-MX] tres cuartos => 0.75
      [es-MX] uno y medio => 1.5
      [es-MX] mil uno => 1001
      [es-MX] dos docenas => 24
      [es-MX] son tres => 3
      """))
  func number(row: RecognizerRow) throws { try row.check(.number) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] para dos personas => 2
      [es-MX] mi esposa y yo => 2
      [es-MX] seis, no, siete => 7!
      [es-MX] solo yo => 1
      [es-MX] una => 1
      [es-MX] treinta y cinco => 35
      [es-MX] quise decir cinco => 5
      [es-MX] para mí y mi mamá => 2
      [es-MX] somos seis personas => 6
      [es-MX] mi marido, mis dos hijos y yo => 4
      [es-MX] nada más dos => 2
      [es-MX] quisiera una cita => -
      """))
  func integer(row: RecognizerRow) throws { try row.check(.integer) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] la tercera => 3
      [es-MX] vigésimo primero => 21
      [es-MX] el último => -
      [es-MX] primero => 1
      [es-MX] vigésimo => 20
      """))
  func ordinal(row: RecognizerRow) throws { try row.check(.ordinal) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] el cincuenta por ciento => 50
      [es-MX] la mitad => 50
      [es-MX] el diez por ciento => 10
      [es-MX] cien por ciento => 100
      """))
  func percent(row: RecognizerRow) throws { try row.check(.percent) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] doce pesos con cincuenta centavos => 12.5 MXN
      [es-MX] mil euros => 1000 EUR
      [es-MX] doscientos dólares => 200 USD
      [es-MX] un millón de pesos => 1000000 MXN
      [es-MX] dos mil => 2000 none
      [es-MX] cincuenta libras => 50 GBP
      [es-MX] tres mil quinientos pesos => 3500 MXN
      [es-MX] diez euros con veinte céntimos => 10.2 EUR
      [es-MX] cien dólares, digo, cien pesos => 100 MXN!
      [es-ES] treinta euros => 30 EUR
      """))
  func money(row: RecognizerRow) throws { try row.check(.money) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] tengo cuarenta y dos años => {unit: year, value: 42}
      [es-MX] dieciocho meses => {unit: month, value: 18}
      [es-MX] acabo de cumplir setenta y dos => {unit: year, value: 72}
      [es-MX] mi hija tiene seis años => {unit: year, value: 6}
      [es-MX] sesenta y siete años de edad => {unit: year, value: 67}
      """))
  func age(row: RecognizerRow) throws { try row.check(.age) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] treinta y ocho y medio grados => {unit: degree, value: 38.5}
      [es-MX] veintidós grados centígrados => {unit: celsius, value: 22}
      [es-MX] 38 grados => {unit: degree, value: 38}
      """))
  func temperature(row: RecognizerRow) throws { try row.check(.temperature) }
}
