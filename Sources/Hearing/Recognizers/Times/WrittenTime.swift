import DialogDSL

/// A time in digits within one word: `2:30pm`, `7pm`, `10.30`, `7:15ish`, `9h30`, `18hr`.
struct WrittenTime {
  var hour: Int
  var minute = 0
  /// The first hour of the half of the day.
  var half: Int?
  /// "7ish"
  var isRough = false
  /// "18hr"
  var is24Hour = false
  /// Between hour and minute; nil when there are no minutes.
  var separator: Character?

  init?(_ text: String, _ words: TimeWords) { self.init(Substring(text), words) }

  init?(_ text: Substring, _ words: TimeWords) {
    let hourText = text.prefix { $0.isASCIIDigit }
    guard (1...4).contains(hourText.utf8.count), hourText.utf8.count < text.utf8.count, let number = Int(hourText)
    else {
      return nil
    }
    var rest = text.dropFirst(hourText.count)
    hour = number
    if hourText.utf8.count > 2 {
      hour = number / 100
      minute = number % 100
    } else if let sign = rest.first, ":.h".contains(sign), rest.dropFirst().first?.isASCIIDigit == true {
      let minuteText = rest.dropFirst().prefix { $0.isASCIIDigit }
      guard minuteText.utf8.count == 2, let minutes = Int(minuteText) else { return nil }
      minute = minutes
      separator = sign
      rest = rest.dropFirst(1 + minuteText.count)
      if rest.first == ":" { rest = rest.dropFirst(1 + rest.dropFirst().prefix { $0.isASCIIDigit }.count) }
    }
    var suffix = rest.filter { $0 != "." && $0 != "-" }
    if let rough = words.writtenRough.first(where: suffix.hasSuffix) {
      isRough = true
      suffix.removeLast(rough.count)
    }
    if let first = words.writtenHalves[suffix] {
      half = first
    } else if words.writtenHours.contains(suffix) {
      is24Hour = true
    } else if !suffix.isEmpty || separator == nil && !isRough {
      return nil
    }
  }
}
