import DialogDSL
import Hearing

/// How time grows with input that no caller says: it must grow with the length at most, up to the limit of what is read.
enum HostileCost {
  static func measure() {
    print("\nmilliseconds for hostile input, the dearest type: at 250, 500, 1,000 and 2,000 units")
    for (name, unit) in units {
      let times = [250, 500, 1000, 2000].map { count -> String in
        let text = String(repeating: unit, count: count)
        let dearest = SlotType.allCases.map { type in (time(text, type), type) }.max { $0.0 < $1.0 }!
        return "\(Samples.microseconds(dearest.0 / 1000)) (\(dearest.1.rawValue))"
      }
      print(column(name, 20) + times.map { column($0, 24) }.joined())
    }
  }

  private static func time(_ text: String, _ type: SlotType) -> Int {
    let expectation = Hearing.Expectation(type: type, now: LocalTime(CivilDateTime(iso: "2026-03-02T09:00")!))
    let recognizer = RecognizerRegistry.recognizer(for: type)
    let duration = ContinuousClock().measure {
      let utterance = Utterance(text)
      _ = recognizer.candidates(in: utterance, expecting: expectation)
    }
    return Int(duration.components.attoseconds / 1_000_000_000) + Int(duration.components.seconds) * 1_000_000_000
  }

  private static let units = [
    ("words", "monday no two "), ("digits", "7"), ("digits apart", "7 "), ("letters", "b "), ("emoji", "👍🏽 "),
    ("right to left", "שלום "), ("combining", "e\u{301}\u{301}\u{301}"), ("NUL", "\0a "), ("quotes", "\"'`"),
    ("at signs", "a@b. "), ("of", "twenty of the "),
  ]
}
