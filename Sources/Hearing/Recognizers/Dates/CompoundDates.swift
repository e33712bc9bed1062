import DialogDSL

extension Tokens {
  /// The tokens with dates that are written as one word taken apart where a month or two ends are in them: `dec31`,
  /// `31-oct-74`, `14-15.11.2017`, and `13-15` beside a month.
  func splittingDates(_ language: LanguageData) -> Tokens {
    guard all.contains(where: \.isCompoundDate) else { return self }
    return splitting(language) { tokens, index in
      guard tokens[index].isCompoundDate else { return nil }
      let text = tokens[index].text
      // `27.11.-29.11.2017`: the dash stands before the second date.
      if text.utf8.first == UInt8(ascii: "-") {
        return text.contains(".") || text.contains("/") ? ["-", String(text.dropFirst())] : nil
      }
      let runs = text.dateRuns
      if runs.contains(where: { language[.months][$0] != nil }) { return runs }
      guard runs.allSatisfy(\.isASCIIDigits), text.contains("-") else { return nil }
      let ends = text.split(separator: "-").map(String.init)
      let isBesideMonth =
        language[.months][tokens.text(index - 1)] != nil
        || language[.months][tokens.text(index + 1)] != nil || language[.months][tokens.text(index + 2)] != nil
      let hasParts = text.contains(".") || text.contains("/")
      return ends.count == 2 && (hasParts || isBesideMonth) ? ends : nil
    }
  }
}

extension Tokens.Token {
  /// Whether digits stand beside letters or signs, and a date may.
  fileprivate var isCompoundDate: Bool {
    guard id == 0, (4...21).contains(text.utf8.count), let first = text.utf8.first, let last = text.utf8.last else {
      return false
    }
    return (48...57).contains(first) || (48...57).contains(last)
  }
}

extension String {
  /// Its runs of digits and of letters, without the signs between them.
  fileprivate var dateRuns: [String] {
    var runs: [String] = []
    var last: Int?
    for scalar in unicodeScalars {
      let kind = scalar.properties.isAlphabetic ? 1 : ("0"..."9").contains(scalar) ? 2 : 0
      if kind != 0, kind == last {
        runs[runs.count - 1].unicodeScalars.append(scalar)
      } else if kind != 0 {
        runs.append(String(scalar))
      }
      last = kind
    }
    return runs
  }
}
