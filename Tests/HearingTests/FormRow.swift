import DialogDSL
import Testing

@testable import Hearing

/// One row of the table of forms: `form[asked]: what the caller says => slot=value, …`; `-` when nothing is said.
///
/// Values are canonical and compared without case; an amount of money is "12.50 USD". It is Monday, 2026-03-02, 09:00.
struct FormRow: CustomTestStringConvertible, Sendable {
  var line: String
  var testDescription: String { line }

  static func rows(_ table: String) -> [FormRow] {
    table.split(separator: "\n").map { FormRow(line: String($0)) }
  }

  /// A slot of one of the forms.
  struct Slot: Sendable {
    var name: String
    var type: SlotType
    var about: String?
    var cue: [String] = []
    var isPast = false
    var choices: [String] = []

    init(
      _ name: String, _ type: SlotType, about: String? = nil, cue: [String] = [], isPast: Bool = false,
      choices: [String] = []
    ) {
      (self.name, self.type, self.about) = (name, type, about)
      (self.cue, self.isPast, self.choices) = (cue, isPast, choices)
    }
  }

  func check() throws {
    let head = try #require(line.firstRange(of: ": "))
    let arrow = try #require(line.firstRange(of: " => "), "a row without =>: \(line)")
    let form = line[..<head.lowerBound].split(whereSeparator: { "[]".contains($0) }).map(String.init)
    let slots = try #require(Self.forms[form[0]], "no form \(form[0])")
    let asked = form.count > 1 ? form[1] : nil
    let listeners = try slots.map { slot in
      FormReader.Listener(
        name: slot.name, expectation: try Self.expectation(slot, isAsked: slot.name == asked),
        hints: SlotHints(name: slot.name, about: slot.about, cue: slot.cue))
    }
    let text = String(line[head.upperBound..<arrow.lowerBound])
    let claims = FormReader(Utterance(text), listeners: listeners).claims().filter { !$0.candidates[0].isPartial }
    let got = claims.map { slots[$0.listener].name + "=" + Self.text($0.candidates[0].value).lowercased() }.sorted()
    let expected = line[arrow.upperBound...].split(separator: ", ").map { $0.lowercased() }.filter { $0 != "-" }
    #expect(got == expected.sorted())
  }

  private static func expectation(_ slot: Slot, isAsked: Bool) throws -> Hearing.Expectation {
    let start = SourcePosition(line: 1, column: 1)
    let range = SourceRange(file: "test", start: start, end: start)
    let choices = try slot.choices.map {
      Choice(value: $0, phrases: [try phrase($0.lowercased())], range: range)
    }
    var expectation = Hearing.Expectation(
      type: slot.type, choices: choices, now: LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00"))),
      isAsked: isAsked)
    if slot.type == .date { expectation.limits.prefer = slot.isPast ? .past : .future }
    return expectation
  }

  private static func text(_ value: Value) -> String {
    guard case .map(let members) = value, let amount = members["amount"], let currency = members["currency"] else {
      return value.description
    }
    return "\(amount) \(currency)"
  }

  static let forms: [String: [Slot]] = [
    "car": [
      .init("pickup_date", .date, about: "Date of rental car pickup"),
      .init("pickup_time", .time, about: "Time of rental car pickup"),
      .init("dropoff_date", .date, about: "Date of rental car drop-off"),
    ],
    "hotel": [
      .init("check_in_date", .date),
      .init("check_out_date", .date),
      .init("nights", .integer),
      .init("rooms", .integer),
      .init("adults", .integer),
      .init("children", .integer),
    ],
    "stars": [
      .init("stars", .integer, about: "star rating of the hotel"),
      .init("rooms", .integer, about: "number of rooms"),
      .init("people", .integer, about: "number of people"),
    ],
    "stay": [
      .init("check_in_date", .date, about: "Start date for the reservation"),
      .init("number_of_days", .integer, about: "Number of days in the reservation"),
      .init("number_of_rooms", .integer, about: "Number of rooms in the reservation"),
    ],
    "flight": [
      .init("departure_date", .date, about: "Date of departure flight"),
      .init("return_date", .date, about: "Date of return flight"),
      .init("passengers", .integer, about: "Number of passengers to find flight seats for"),
      .init("flight_class", .choice, choices: ["Economy", "Premium Economy", "Business"]),
      .init("bags", .integer, about: "Number of bags to check in"),
    ],
    "bus": [
      .init("leaving_date", .date, about: "Date of bus leaving for journey"),
      .init("leaving_time", .time, about: "Time of bus leaving for journey"),
      .init("travelers", .integer, about: "Number of travelers for journey"),
    ],
    "bank": [
      .init("amount", .money, about: "the amount to transfer"),
      .init("recipient_name", .name, about: "the name of the recipient"),
      .init("account_type", .choice, about: "the account type of the user", choices: ["checking", "savings"]),
      .init(
        "recipient_account_type", .choice, about: "the account type of the recipient", choices: ["checking", "savings"]),
    ],
    "banking": [
      .init("date_from", .date, about: "first day, check-in or start"),
      .init("date_to", .date, about: "last day, check-out or end"),
      .init("amount", .money, about: "amount of money"),
      .init("person", .name, about: "name of a person"),
    ],
    "spa": [
      .init("date", .date, about: "the day it is about"),
      .init("time_from", .time, about: "start time"),
      .init("time_to", .time, about: "end time"),
      .init("people", .integer, about: "number of people"),
    ],
    "home": [
      .init("beds", .integer, about: "Number of bed rooms"),
      .init("baths", .integer, about: "Number of baths in the apartment"),
      .init("visit_date", .date, about: "Date for the visit"),
    ],
    "table": [
      .init("date", .date),
      .init("time", .time),
      .init("people", .integer, about: "number of people"),
      .init("name", .name),
    ],
    "doctor": [
      .init("date", .date, about: "day of the appointment"),
      .init("time", .time),
      .init("birth", .date, about: "date of birth, born", isPast: true),
      .init("patient", .name, about: "name of the patient"),
      .init("doctor", .name, about: "which doctor to see", cue: ["doctor", "dr"]),
    ],
    "deliver": [
      .init("sender", .name),
      .init("recipient", .name),
      .init("parcels", .integer, about: "number of parcels, packages, boxes"),
      .init("date", .date),
      .init("earliest", .time, about: "from which time"),
      .init("latest", .time, about: "until which time"),
    ],
    "move": [
      .init("old_date", .date, about: "current date of the appointment"),
      .init("new_date", .date, about: "new date of the appointment"),
      .init("old_time", .time, about: "current time"),
      .init("new_time", .time, about: "new time"),
    ],
    "event": [
      .init("event_date", .date),
      .init("event_time", .time),
      .init("tickets", .integer, about: "number of tickets to reserve"),
    ],
    "ride": [
      .init("passengers", .integer, about: "number of seats")
    ],
    "trip": [
      .init("out", .date, about: "outbound flight"),
      .init("back", .date, about: "return flight"),
      .init("nights", .integer),
      .init("adults", .integer),
      .init("children", .integer),
    ],
    "cue": [
      .init("start", .date, cue: ["from"]),
      .init("end", .date, cue: ["to", "until", "through"]),
    ],
    "bare": [
      .init("first", .date),
      .init("last", .date),
    ],
    "contact": [
      .init("name", .name),
      .init("phone", .phone),
      .init("zip", .postalCode),
      .init("email", .email),
    ],
  ]
}
