/// Times in nanoseconds, and what is told of them.
struct Samples {
  private var times: [Int] = []

  mutating func add(_ duration: Duration) {
    times.append(
      Int(duration.components.attoseconds / 1_000_000_000) + Int(duration.components.seconds) * 1_000_000_000)
  }

  mutating func add(_ other: Samples) { times += other.times }

  var count: Int { times.count }

  /// Microseconds with one decimal.
  func percentile(_ percent: Int) -> String {
    let sorted = times.sorted()
    guard let last = sorted.indices.last else { return "-" }
    return Self.microseconds(sorted[last * percent / 100])
  }

  static func microseconds(_ nanoseconds: Int) -> String { "\(nanoseconds / 1000).\(nanoseconds / 100 % 10)" }
}

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
