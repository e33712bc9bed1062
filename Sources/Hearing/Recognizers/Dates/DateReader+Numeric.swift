import DialogDSL

/// Days written in numbers: `2026-03-10`, `3/10`, `10/3/2026`, `10.3.2026`, `20260310`.
extension DateReader {
  func numeric(at start: Int) -> DateReading? {
    let text = tokens[start].text
    guard let first = text.utf8.first, (48...57).contains(first), text.utf8.count <= 10 else { return nil }
    var (parts, widths, separator) = ([Int](), [Int](), UInt8(0))
    var (number, width) = (0, 0)
    for byte in text.utf8 {
      if (48...57).contains(byte) {
        (number, width) = (number * 10 + Int(byte - 48), width + 1)
      } else {
        guard width > 0, separator == 0 || separator == byte, Self.separators.contains(byte) else { return nil }
        separator = byte
        parts.append(number)
        widths.append(width)
        (number, width) = (0, 0)
      }
    }
    guard separator != 0, width > 0 else { return nil }
    parts.append(number)
    widths.append(width)
    return date(of: parts, widths, separator, start..<(start + 1))
  }

  private static let separators = Array("-/.".utf8)

  private func date(of parts: [Int], _ widths: [Int], _ separator: UInt8, _ range: Range<Int>) -> DateReading? {
    if parts.count == 3, widths[0] == 4 {
      return CivilDate(year: parts[0], month: parts[1], day: parts[2]).map {
        DateReading($0, range, rule: "iso", said: .init(day: $0.day, month: $0.month, year: $0.year))
      }
    }
    guard widths[0] <= 2, widths[1] <= 2 else { return nil }
    if parts.count == 3 {
      guard widths[2] == 2 || widths[2] == 4 else { return nil }
      return ordered(parts[0], parts[1], year: calendar.fullYear(parts[2]), range)
    }
    // "2-3" is a range and "2.30" a time or an amount: only a slash makes two numbers a date by itself.
    guard parts.count == 2, separator == UInt8(ascii: "/") || expectation.isAsked else { return nil }
    if let (year, end) = year(at: range.upperBound) {
      return ordered(parts[0], parts[1], year: calendar.fullYear(year), range.lowerBound..<end)
    }
    // "6.15" in a country where the 15th is not the month is a time.
    let reading = ordered(parts[0], parts[1], year: nil, range)
    return separator == UInt8(ascii: ".") && parts[0] < 24 && isSwapped(reading, parts) ? nil : reading
  }

  private func isSwapped(_ reading: DateReading?, _ parts: [Int]) -> Bool {
    reading?.said.month != (Region.of(region)?.hasMonthFirst == true ? parts[0] : parts[1])
  }

  /// Month first in the US and Canada, day first elsewhere; the other way round where only that is a day.
  func ordered(_ a: Int, _ b: Int, year: Int?, _ range: Range<Int>, rule: String = "numeric") -> DateReading? {
    let isMonthFirst = Region.of(region)?.hasMonthFirst ?? false
    let orders = isMonthFirst ? [(a, b), (b, a)] : [(b, a), (a, b)]
    for (month, day) in orders {
      let date = year.map { CivilDate(year: $0, month: month, day: day) } ?? calendar.resolve(month: month, day: day)
      if let date {
        return DateReading(
          date, range, rule: year == nil ? rule + "-month" : rule + "-year",
          said: .init(day: day, month: month, year: year))
      }
    }
    return nil
  }
}
