import DialogDSL
import Testing

/// Spanish: spelled, as callers in Mexico and Spain say them.
@Suite struct SpanishSpelledTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX,length 4 4] doce treinta y cuatro => 1234
      [es-MX,length 5 5] cero seis siete cero cero => 06700
      [es-MX,length 6 6] treinta y uno cuarenta y dos cincuenta y tres => 314253
      [es-MX,length 8 8] cero cuatro cero tres mil novecientos noventa => -
      """))
  func digits(row: RecognizerRow) throws { try row.check(.digits) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] 55 1234 5678 => +525512345678
      [es-MX] mi número es treinta y tres, doce, treinta y cuatro, cincuenta y seis, setenta y ocho => +523312345678
      [es-ES] seis uno dos tres cuatro cinco siete ocho nueve => +34612345789
      [es-MX] el número es 33 3615 4827 => +523336154827
      [es-ES] +34 612 345 678 => +34612345678
      """))
  func phone(row: RecognizerRow) throws { try row.check(.phone) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] maría guion bajo lópez arroba hotmail punto com => maria_lopez@hotmail.com
      [es-MX] ana guion ruiz 22 arroba yahoo punto es => ana-ruiz22@yahoo.es
      [es-MX] eme a ere i a arroba outlook punto com => maria@outlook.com
      [es-MX] luis underscore 99 arroba gmail punto com => luis_99@gmail.com
      [es-MX] info arroba la casa azul punto mx => info@lacasaazul.mx
      """))
  func email(row: RecognizerRow) throws { try row.check(.email) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] mi nombre es juan carlos hernández garcía => Juan Carlos Hernández García
      [es-MX] soy Pedro Sánchez => Pedro Sánchez
      [es-MX] María de la Cruz => María de la Cruz
      [es-MX] sí, Guadalupe Ortiz del Valle => Guadalupe Ortiz del Valle
      [es-MX] no sé => -
      [es-MX] me llamo ana, a ene a => Ana
      [es-MX] sí, soy Roberto Díaz => Roberto Díaz
      [es-MX] buenas tardes, habla Miguel Ángel Torres => Miguel Ángel Torres
      [es-MX] nombre Elena apellido Ruiz => Elena Ruiz
      [es-MX] no, gracias => -
      """))
  func name(row: RecognizerRow) throws { try row.check(.name) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX,mask AA99] be ce cuatro siete => BC47
      [es-MX,mask AAA999] equis ye zeta uno dos tres => XYZ123
      [es-MX,mask AA99] bravo tango cinco cinco => BT55
      [es-MX,mask A999] efe quinientos cinco => F505
      [es-MX,mask AAAA9] eme o ene te siete => MONT7
      """))
  func alphanumeric(row: RecognizerRow) throws { try row.check(.alphanumeric) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] 06700 => 06700
      [es-ES] veintiocho cero trece => 28013
      [es-MX] es el cero tres cero dos cero => 03020
      """))
  func postalCode(row: RecognizerRow) throws { try row.check(.postalCode) }
}
