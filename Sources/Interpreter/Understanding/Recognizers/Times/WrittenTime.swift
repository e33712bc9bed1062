/// Half of the day: am, pm.
enum Half { case first, second }

/// A time in digits within one word: `2:30pm`, `7pm`, `10.30`, `7:15ish`.
struct WrittenTime {
  var hour: Int
  var minute: Int
  var half: Half?
  /// "7ish"
  var isRough = false
  /// "18hr"
  var is24Hour = false
  /// Between hour and minute; "" when there are no minutes.
  var separator: String

  init?(_ text: String) {
    var rest = Substring(text)
    let hourText = rest.prefix { $0.isASCIIDigit }
    guard (1...2).contains(hourText.utf8.count) || (3...4).contains(hourText.utf8.count), let number = Int(hourText)
    else { return nil }
    rest = rest.dropFirst(hourText.count)
    hour = number
    minute = 0
    separator = ""
    if hourText.utf8.count > 2 {
      hour = number / 100
      minute = number % 100
    } else if let sign = rest.first, ":.h".contains(sign), rest.dropFirst().first?.isASCIIDigit == true {
      let minuteText = rest.dropFirst().prefix { $0.isASCIIDigit }
      guard minuteText.utf8.count == 2, let minutes = Int(minuteText) else { return nil }
      minute = minutes
      separator = String(sign)
      rest = rest.dropFirst(1 + minuteText.count)
      if rest.first == ":" {
        let seconds = rest.dropFirst().prefix { $0.isASCIIDigit }
        rest = rest.dropFirst(1 + seconds.count)
      }
    }
    switch rest.filter({ $0 != "." && $0 != "-" }) {
    case "": half = nil
    case "ish":
      half = nil
      isRough = true
    case "hr", "hrs", "h", "hours":
      half = nil
      is24Hour = true
    case "am", "a": half = .first
    case "pm", "p": half = .second
    default: return nil
    }
    if half == nil, separator.isEmpty, !isRough, !is24Hour { return nil }
  }
}
