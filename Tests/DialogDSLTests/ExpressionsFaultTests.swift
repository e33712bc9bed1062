import Testing

@testable import DialogDSL

@Suite struct ExpressionsFaultTests {
  @Test(arguments: [
    // Syntax
    ("", "expression-syntax 1-1"),
    ("   ", "expression-syntax 4-4"),
    ("1 +", "expression-syntax 4-4"),
    ("+ 1", "expression-syntax 1-1"),
    ("1 2", "expression-syntax 3-3"),
    ("party = 3", "expression-syntax 7-7"),
    ("sure && sure", "expression-syntax 6-7"),
    ("sure || sure", "expression-syntax 6-7"),
    ("!sure", "expression-syntax 1-1"),
    ("2 ** 3", "expression-syntax 3-4"),
    ("party <> 3", "expression-syntax 7-8"),
    ("'abc", "expression-syntax 1-4"),
    ("“abc”", "expression-syntax 1-1"),
    ("(1 + 2", "expression-syntax 1-1"),
    ("1 + 2)", "expression-syntax 6-6"),
    ("[1, 2", "expression-syntax 1-1"),
    ("[1 2]", "expression-syntax 4-4"),
    ("names[0", "expression-syntax 6-6"),
    ("day.", "expression-syntax 5-5"),
    ("day.1", "expression-syntax 5-5"),
    ("day |", "expression-syntax 6-6"),
    ("names | first(1", "expression-syntax 14-14"),
    ("1 if sure", "expression-syntax 10-10"),
    ("if sure", "expression-syntax 1-2"),
    ("1 < 2 < 3", "expression-syntax 7-7"),
    ("day is full", "expression-syntax 8-11"),
    ("day is not", "expression-syntax 11-11"),
    ("and sure", "expression-syntax 1-3"),
    ("sure and or sure", "expression-syntax 10-11"),
    ("- not sure", "expression-syntax 3-5"),
    ("upper(phone)", "expression-syntax 1-5"),
    ("99999999999999999999", "expression-syntax 1-20"),
    ("${HOME}", "expression-syntax 1-1"),
    ("{{ day }}", "expression-syntax 1-1"),
    ("service 'x'", "expression-syntax 9-11"),
    // Names and members
    ("dya", "unknown-name 1-3"),
    ("dya > today", "unknown-name 1-3"),
    ("dya + tmie", "unknown-name 1-3; unknown-name 7-10"),
    ("True", "unknown-name 1-4"),
    ("day.weekdy", "unknown-member 5-10"),
    ("day.hour == 3", "unknown-member 5-8"),
    ("time.day", "unknown-member 6-8"),
    ("now.weekday", "unknown-member 5-11"),
    ("phone.length", "unknown-member 7-12"),
    ("names.first", "unknown-member 7-11"),
    ("booking.cod", "unknown-member 9-11"),
    ("booking['cod']", "unknown-member 9-13"),
    ("booking[1]", "type-mismatch 9-9"),
    ("names['a']", "type-mismatch 7-9"),
    ("party[0]", "type-mismatch 1-5"),
    // Filters
    ("phone | spel", "unknown-filter 9-12"),
    ("phone | upper | lowr", "unknown-filter 17-20"),
    ("phone | spell('x')", "filter-arguments 15-17"),
    ("phone | spell(service)", "filter-arguments 15-21"),
    ("phone | upper(1)", "filter-arguments 9-13"),
    ("party | plural('slot')", "filter-arguments 9-14"),
    ("phone | default", "filter-arguments 9-15"),
    ("names | first('x')", "filter-arguments 15-17"),
    ("names | list('nor')", "filter-arguments 14-18"),
    ("day | near", "filter-arguments 7-10"),
    ("day | near(time)", "filter-arguments 12-15"),
    ("party | money(5)", "filter-arguments 15-15"),
    ("day | upper", "type-mismatch 1-3"),
    ("party | list", "type-mismatch 1-5"),
    ("phone | ordinal", "type-mismatch 1-5"),
    ("party | date", "type-mismatch 1-5"),
    ("today + 1 day | near(today)", "type-mismatch 9-13"),
    // Operators
    ("day > 'x'", "type-mismatch 1-9"),
    ("day == 'tuesday'", "type-mismatch 1-16"),
    ("time == '25:00'", "type-mismatch 1-15"),
    ("day > time", "type-mismatch 1-10"),
    ("now > day", "type-mismatch 1-9"),
    ("party == '3'", "type-mismatch 1-12"),
    ("sure == 'yes'", "type-mismatch 1-13"),
    ("phone > '1'", "type-mismatch 1-5"),
    ("sure < true", "type-mismatch 1-4"),
    ("phone == none", "type-mismatch 1-13"),
    ("phone + 1", "type-mismatch 1-9"),
    ("phone + service", "type-mismatch 1-15"),
    ("1 + 1 ~ 2", "type-mismatch 1-9"),
    ("day + 1", "type-mismatch 1-7"),
    ("day + day", "type-mismatch 1-9"),
    ("2 days - day", "type-mismatch 1-12"),
    ("2 days / 2", "type-mismatch 1-10"),
    ("-phone", "type-mismatch 1-6"),
    ("1.5 days", "type-mismatch 1-8"),
    ("('x') days", "type-mismatch 1-5"),
    ("party in ['a']", "type-mismatch 1-14"),
    ("day.weekday in [1, 2]", "type-mismatch 1-21"),
    ("phone in party", "type-mismatch 1-14"),
    ("party in phone", "type-mismatch 1-14"),
    ("day in ['monday']", "type-mismatch 1-17"),
    // One fault, one error
    ("(day + 1).weekdy == 'x' and phone + 1 == 2", "type-mismatch 2-8; type-mismatch 29-37"),
    ("(dya + 1 | spel).x > 3", "unknown-name 2-4; unknown-filter 12-15"),
    ("not dya.x and -dya < 3 days", "unknown-name 5-7; unknown-name 16-18"),
  ])
  func `a faulty expression is reported at its place`(text: String, expected: String) {
    #expect(SampleScript.places(SampleScript.faults(inExpression: text)) == expected)
  }

  @Test(arguments: [
    ("{{ day", "template-syntax 1-2"),
    ("a {{ dya }} b", "unknown-name 6-8"),
    ("{{ dya }}{{ tmie }}", "unknown-name 4-6; unknown-name 13-16"),
    ("{{ }}", "template-syntax 1-5"),
    ("{{}}", "template-syntax 1-4"),
    ("{{ day + }}", "expression-syntax 10-10"),
    ("{{- day }}", "template-syntax 1-10"),
    ("{% if sure -%}{% endif %}", "template-syntax 1-14"),
    ("{% if sure %}a", "template-syntax 1-13"),
    ("{% if sure a", "template-syntax 1-2"),
    ("{# remark", "template-syntax 1-2"),
    ("a{% endif %}", "template-syntax 2-12"),
    ("a{% else %}", "template-syntax 2-11"),
    ("{% elif sure %}", "template-syntax 1-15"),
    ("{% if sure %}{% else %}{% else %}{% endif %}", "template-syntax 24-33"),
    ("{% if sure %}{% else %}{% elif sure %}{% endif %}", "template-syntax 24-38"),
    ("{% if %}{% endif %}", "template-syntax 1-8"),
    ("{% if dya %}a{% endif %}", "unknown-name 7-9"),
    ("{% if dya %}{% elif tmie %}{{ x }}{% endif %}", "unknown-name 7-9; unknown-name 21-24; unknown-name 31-31"),
    ("{% for n in names %}", "template-syntax 4-6"),
    ("{% set x = 1 %}", "template-syntax 4-6"),
    ("{% elseif sure %}", "template-syntax 4-9"),
    ("{% %}", "template-syntax 1-5"),
    ("{% if sure %}{% else if day %}{% endif %}", "template-syntax 22-28"),
    ("{{ '}}' }}", "expression-syntax 4-4"),
    ("é{{ dya }}", "unknown-name 5-7"),
    ("👩‍🦰{{ dya }}", "unknown-name 7-9"),
  ])
  func `a faulty template is reported at its place`(text: String, expected: String) {
    #expect(SampleScript.places(SampleScript.faults(inTemplate: text)) == expected)
  }

  @Test(arguments: [
    ("dya", "did you mean `day`?"),
    ("day.weekdy", "did you mean `weekday`?"),
    ("now.weekday", "its members are `date`, `time`"),
    ("phone | spel", "did you mean `spell`?"),
    ("phone + 1", "join texts with `~`"),
    ("party = 3", "write `==` to compare"),
    ("phone == none", "write `is empty` or `is filled`"),
    ("day > 'x'", "write a day as '2026-03-10'"),
    ("upper(phone)", "write the filter behind its value: `value | upper`"),
  ])
  func `a fault comes with a way out`(text: String, help: String) {
    #expect(SampleScript.faults(inExpression: text).map(\.help) == [help])
  }

  @Test func `a fault in a block text points at its own line`() {
    let start = SourcePosition(line: 7, column: 11)
    var source = SourceText(
      "Hello\n{{ dya }}",
      at: SourceRange(file: "test.yaml", start: start, end: SourcePosition(line: 9, column: 16)))
    source.runs = [
      SourceText.Run(offset: 0, position: SourcePosition(line: 8, column: 7)),
      SourceText.Run(offset: 6, position: SourcePosition(line: 9, column: 7)),
    ]
    var diagnostics: [Diagnostic] = []
    #expect(TemplateParser.parse(source, in: SampleScript.scope, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.range?.start) == [SourcePosition(line: 9, column: 10)])
  }
}
