import DialogDSL
import Testing

/// Spanish: answers, as callers in Mexico and Spain say them.
@Suite struct SpanishAnswersTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [es-MX] si => true
      [es-MX] claro que sí => true
      [es-MX] por supuesto => true
      [es-MX] correcto => true
      [es-MX] está bien => true
      [es-MX] ándale => true
      [es-MX] vale => true
      [es-MX] sí, así es => true
      [es-MX] creo que sí => true
      [es-MX] eso es => true
      [es-MX] no => false
      [es-MX] claro que no => false
      [es-MX] no es correcto => false
      [es-MX] no está bien => false
      [es-MX] todavía no => false
      [es-MX] de ninguna manera => false
      [es-MX] no me gusta => false
      [es-MX] no estoy seguro => -
      [es-MX] me da igual => -
      [es-MX] el martes a las tres => -
      [es-MX] ajá => true
      [es-MX] okay => true
      [es-MX] está perfecto => true
      [es-MX] adelante => true
      [es-MX] sí, todo está bien => true
      [es-MX] con mucho gusto => true
      [es-MX] sí, resérvelo por favor => true
      [es-MX] no, no es => false
      [es-MX] no señor => false
      [es-MX] ahora no => false
      [es-MX] no puedo => false
      [es-MX] no, así no => false
      [es-MX] está mal => false
      [es-MX] quizás => -
      [es-MX] necesito una mesa => -
      """))
  func yesNo(row: RecognizerRow) throws { try row.check(.yesNo) }
}
