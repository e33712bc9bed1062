import DialogDSL
import Testing

/// Values as authors write them, and back.
@Suite struct WrittenValueTests {
  @Test(arguments: Self.rows) func isReadAndWrittenBack(type: SlotType, text: String, canonical: String) {
    #expect(Value(written: text, as: type)?.written(as: .slot(type)) == canonical)
  }

  @Test(arguments: Self.rows) func whatIsWrittenIsReadAgain(type: SlotType, text: String, canonical: String) {
    #expect(Value(written: canonical, as: type) == Value(written: text, as: type))
  }

  private static let rows: [(SlotType, String, String)] = [
    (.duration, "1h30m", "PT1H30M"), (.duration, "90 minutes", "PT1H30M"), (.duration, "PT90M", "PT1H30M"),
    (.duration, "2 weeks", "P14D"), (.duration, "P2W", "P14D"), (.duration, "1 hour 30 minutes", "PT1H30M"),
    (.duration, "1.5 hours", "PT1H30M"), (.duration, "P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"), (.duration, "3d", "P3D"),
    (.duration, "-P1D", "P-1D"), (.duration, "0m", "PT0S"), (.duration, "P-1D", "P-1D"),
    (.money, "12.50 USD", "12.5 USD"), (.money, "12.50", "12.5"), (.money, "40 usd", "40 USD"),
    (.dateRange, "2026-03-10 to 2026-03-12", "2026-03-10/2026-03-12"),
    (.dateRange, "2026-03-10/2026-03-10", "2026-03-10/2026-03-10"), (.dateRange, "../2026-03-12", "../2026-03-12"),
    (.timeRange, "14:00 to 16:00", "14:00/16:00"), (.timeRange, "22:00/02:00", "22:00/02:00"),
    (.timeRange, "16:00 to ..", "16:00/.."), (.temperature, "38", "38 degree"),
    (.temperature, "38.5 celsius", "38.5 celsius"), (.age, "7", "7 year"), (.age, "18 months", "18 month"),
    (.percent, "12.5", "12.5"), (.ordinal, "3", "3"), (.dateTime, "2026-03-10T14:30", "2026-03-10T14:30"),
    (.yesNo, "yes", "true"), (.email, "a@b.co", "a@b.co"),
  ]

  @Test(arguments: [
    (SlotType.duration, "90"), (.duration, ""), (.duration, "P"), (.duration, "PT"), (.duration, "1h30"),
    (.duration, "h"),
    (.duration, "1.5 months"), (.duration, "99999999999999999h"), (.money, "USD"), (.money, "12 dollars"),
    (.money, "12.50 USD now"), (.dateRange, "2026-03-12 to 2026-03-10"), (.dateRange, "../.."),
    (.dateRange, "2026-03-10"), (.timeRange, "14:00-16:00"), (.temperature, "warm"), (.temperature, "38 kelvin"),
    (.age, "old"), (.address, "12 Elm Street"), (.ordinal, "1.5"), (.dateTime, "2026-03-10"),
  ])
  func isNone(type: SlotType, text: String) {
    #expect(Value(written: text, as: type) == nil)
  }

  @Test func partsThatAreNotKnownAreNone() {
    #expect(Value(parts: ["amount": .number(5)], as: .money) == .map(["amount": .number(5), "currency": .none]))
    #expect(Value(parts: ["city": .text("Bend")], as: .address) == .map(["city": .text("Bend")]))
    #expect(Value(parts: ["currency": .text("USD")], as: .money) == nil)
    #expect(Value(parts: ["amount": .number(5), "coin": .text("USD")], as: .money) == nil)
    #expect(Value(parts: [:], as: .dateRange) == nil)
  }
}
