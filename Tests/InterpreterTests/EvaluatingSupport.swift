import DialogDSL
import Hearing
import Testing

@testable import Interpreter

/// A call on Monday, 2 March 2026, 9:05, with some slots filled.
struct SampleCall: Surroundings {
  var locale = LocaleTag.standard
  var choiceNames: [String: String] = [:]
  let now = LocalTime(
    CivilDateTime(date: CivilDate(year: 2026, month: 3, day: 2)!, time: ClockTime(hour: 9, minute: 5)!),
    offsetMinutes: -480)

  func value(of reference: Reference) -> Value {
    switch reference {
    case .slot(let name): Self.slots[name]?.value ?? .none
    case .variable(let name): Self.variables[name]?.value ?? .none
    case .saved(let name): Self.saved[name]?.value ?? .none
    case .call: Self.facts
    case .question: .text("And what time?")
    case .tries: .number(2)
    case .today, .now: .none
    }
  }

  static let slots: [String: (type: SlotType, value: Value)] = [
    "day": (.date, .date(CivilDate(year: 2026, month: 3, day: 10)!)),
    "time": (.time, .time(ClockTime(hour: 14, minute: 30)!)),
    "phone": (.phone, .text("+15035550123")),
    "abroad": (.phone, .text("+442079460018")),
    "service": (.choice, .text("check_up")),
    "party": (.integer, .number(3)),
    "price": (.number, .number(DecimalNumber(mantissa: 125, scale: 1))),
    "sure": (.yesNo, .bool(true)),
    "pin": (.digits, .text("407012")),
    "email": (.text, .none),
    "later": (.date, .none),
    "fee": (.money, .map(["amount": .number(DecimalNumber(mantissa: 125, scale: 1)), "currency": .text("USD")])),
    "due": (.money, .map(["amount": .number(40), "currency": .text("CAD")])),
    "tip": (.money, .map(["amount": .number(1), "currency": .none])),
    "stay": (
      .dateRange,
      .map([
        "from": .date(CivilDate(year: 2026, month: 3, day: 10)!),
        "to": .date(CivilDate(year: 2026, month: 3, day: 12)!),
      ])
    ),
    "window": (.timeRange, .map(["from": .time(ClockTime(hour: 16, minute: 0)!), "to": .none])),
    "early": (.timeRange, .map(["from": .none, "to": .time(ClockTime(hour: 9, minute: 30)!)])),
    "span": (.duration, .duration(CalendarDuration(seconds: 5400))),
    "fever": (
      .temperature, .map(["value": .number(DecimalNumber(mantissa: 385, scale: 1)), "unit": .text("celsius")])
    ),
    "baby": (.age, .map(["value": .number(18), "unit": .text("month")])),
    "rank": (.ordinal, .number(3)),
    "rate": (.percent, .number(DecimalNumber(mantissa: 125, scale: 1))),
    "ticket": (.alphanumeric, .text("KB74123456")),
    "mail": (.email, .text("jr_42.lopez@mail.co.uk")),
    "zip": (.postalCode, .text("62701-1234")),
    "postcode": (.postalCode, .text("SW1A 1AA")),
    "home": (
      .address,
      .map([
        "number": .text("12"), "street": .text("Elm Street"), "unit": .text("Apt 4"), "city": .text("Springfield"),
        "region": .text("IL"), "postal_code": .text("62701"),
      ])
    ),
  ]

  static let variables: [String: (type: ValueType, value: Value)] = [
    "first_name": (.text, .text("Maria")),
    "nickname": (.text, .text("")),
    "huge": (.number, .number(Int.max)),
    "names": (.list(.text), .list([.text("Ann"), .text("Bob"), .text("Cy")])),
    "days": (.list(.date), .list([.date(CivilDate(year: 2026, month: 3, day: 3)!)])),
  ]

  static let saved: [String: (type: ValueType, value: Value)] = [
    "booking": (
      .record(["code": .text, "day": .text, "fee": .number]),
      .map(["code": .text("K7"), "day": .text("2026-03-11"), "fee": .number(40)])
    )
  ]

  static let facts: Value = .map([
    "from_number": .text("+15035550100"),
    "vars": .map(["visits": .text("4"), "since": .text("2026-01-01"), "member": .text("true")]),
    "list": .list([.number(1), .number(2)]),
  ])

  static let scope: Scope = {
    var scope = Scope.standard
    for (name, slot) in slots { scope.names[name] = Scope.Name(.slot(name), .slot(slot.type)) }
    for (name, variable) in variables { scope.names[name] = Scope.Name(.variable(name), variable.type) }
    for (name, result) in saved { scope.names[name] = Scope.Name(.saved(name), result.type) }
    return scope
  }()
}

extension SampleCall {
  static func source(_ text: String) -> SourceText {
    let start = SourcePosition(line: 1, column: 1)
    return SourceText(text, at: SourceRange(file: "test.yaml", start: start, end: start))
  }

  /// nil with a recorded issue when the expression is faulty.
  static func parsed(_ text: String, at location: Testing.SourceLocation = #_sourceLocation) -> TypedExpression? {
    var diagnostics: [Diagnostic] = []
    let expression = ExpressionParser.parse(source(text), in: scope, diagnostics: &diagnostics)
    #expect(diagnostics.map(\.message) == [], sourceLocation: location)
    return expression
  }

  static func rendered(_ text: String, _ style: RenderingStyle = .spoken, region: String = "US") -> String? {
    var diagnostics: [Diagnostic] = []
    let template = TemplateParser.parse(source(text), in: scope, diagnostics: &diagnostics)
    #expect(diagnostics.map(\.message) == [])
    let call = SampleCall(locale: LocaleTag(language: "en", region: region))
    return template.map { Evaluator(in: call).render($0, style) }
  }

  /// One row a line: expression, `=>`, the canonical form of its value (`none` for nothing).
  static func rows(_ table: String) -> [(String, String)] {
    table.split(separator: "\n").map { line in
      let parts = line.split(separator: "=>", maxSplits: 1)
      return (trimmed(parts[0]), parts.count > 1 ? trimmed(parts[1]) : "")
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
