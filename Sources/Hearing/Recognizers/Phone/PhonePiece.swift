import DialogDSL

/// Some digits of a phone number in an utterance, and what the words before them make of them.
struct PhonePiece {
  enum Place { case anywhere, start, end }

  /// Ways to understand the digits, the likeliest first.
  var readings: [String]
  var isInternational: Bool
  var tokens: Range<Int>
  /// The digits are the number's first or last ones: "the area code is", "the last four are".
  var place: Place
  /// The "no" or "sorry" before them.
  var correction: Range<Int>?
  /// They come after such words, or in a later answer.
  var isCorrection: Bool
}

/// Finds the pieces of phone numbers in an utterance, in order.
struct PhonePieceReader {
  let utterance: Utterance
  let plan: PhonePlan
  let isAsked: Bool

  /// Letters beyond the number's length that callers say of a word, as in 1-800-CONTACTS.
  static let maxSpareLetters = 3
  /// Words that stand for digits, and letters one by one that do.
  static let maxVanityWords = 3
  static let maxVanityLetters = 10
  static let shortestVanityStart = 4

  private var tokens: Tokens { utterance.tokens }
  private var language: LanguageData { utterance.language }

  func pieces() -> [PhonePiece] {
    guard mayHoldDigits else { return [] }
    var pieces: [PhonePiece] = []
    var end = 0
    for row in rows() {
      if row.tokens.lowerBound < end { continue }
      let before = Before(tokens, language, from: end, to: row.tokens.lowerBound)
      if before.isExtension { continue }
      var piece = PhonePiece(
        readings: row.readings, isInternational: row.isInternational, tokens: row.tokens, place: before.place,
        correction: before.correction, isCorrection: before.correction != nil)
      if before.placeEnd == row.tokens.lowerBound, isCount(&piece) { continue }
      addVanity(to: &piece)
      end = piece.tokens.upperBound
      pieces.append(piece)
    }
    return pieces
  }

  /// "The last four are 0134": whether the digits only say how many follow. Where they follow at once, the count goes.
  private func isCount(_ piece: inout PhonePiece) -> Bool {
    let counted = piece.readings.filter { Int($0.prefix(1)) == $0.utf8.count - 1 && $0.utf8.count > 1 }
    if !counted.isEmpty { piece.readings = counted.map { String($0.dropFirst()) } }
    return counted.isEmpty && piece.tokens.count == 1 && piece.readings[0].utf8.count == 1
      && isFollowedByDigits(piece.tokens.upperBound)
  }

  private func isFollowedByDigits(_ index: Int) -> Bool {
    tokens.all[index...].contains { language[.units][$0] != nil || $0.text.contains(where: \.isASCIIDigit) }
  }

  private var mayHoldDigits: Bool {
    tokens.all.contains { token in
      if let first = token.text.utf8.first, first < UInt8(ascii: "a") { return true }
      return token.id != 0
        && (language[.units][token] != nil || language[.tens][token] != nil || language[.teens][token] != nil
          || language[.spelledZero].contains(token))
    }
  }

  /// Rows of digits, not across dates; also those with letters in one writing: 1-800-flowers.
  private func rows() -> [DigitRow] {
    var rows: [DigitRow] = []
    var start = 0
    for index in tokens.all.indices where isOther(tokens[index].text) {
      rows += self.rows(in: start..<index)
      start = index + 1
    }
    return rows + self.rows(in: start..<tokens.count)
  }

  private func rows(in range: Range<Int>) -> [DigitRow] {
    guard let first = tokens.all[range].first?.word, let last = tokens.all[range].last?.word else { return [] }
    let part = range.count == tokens.count ? tokens : tokens.slice(first..<(last + 1))
    var rows = DigitReader(tokens: part, language: language, allowsHomophones: isAsked).rows()
    for index in part.all.indices {
      let text = part[index].text
      guard let first = text.utf8.first, first < UInt8(ascii: "a"), let digits = extended(text) ?? keyed(text) else {
        continue
      }
      rows.append(DigitRow(readings: [digits], tokens: index..<(index + 1), isInternational: text.hasPrefix("+")))
      rows.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }
    for index in rows.indices {
      let tokens = rows[index].tokens
      rows[index].tokens = (tokens.lowerBound + range.lowerBound)..<(tokens.upperBound + range.lowerBound)
    }
    return rows
  }

  /// Negative numbers, numbers of things and dates are written like phone numbers, but for a sign.
  private func isOther(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "-"), UInt8(ascii: "#"): true
    case .some(let first) where first < UInt8(ascii: "a"): text.utf8.count { $0 == UInt8(ascii: "/") } > 1
    default: false
    }
  }

  /// What stands between two rows.
  private struct Before {
    var isExtension = false
    var correction: Range<Int>?
    var place = PhonePiece.Place.anywhere
    /// After the words for it.
    var placeEnd: Int?

    init(_ tokens: Tokens, _ language: LanguageData, from start: Int, to end: Int) {
      var index = start
      while index < end {
        if let length = language.phone.lastDigits.length(in: tokens, at: index) {
          place = .end
          index += length
          placeEnd = index
        } else if let length = language.phone.firstDigits.length(in: tokens, at: index) {
          place = .start
          index += length
          placeEnd = index
        } else if let length = language.phone.extension.length(in: tokens, at: index) {
          isExtension = true
          index += length
        } else if let length = language[.repair].length(in: tokens, at: index) {
          correction = (correction?.lowerBound ?? index)..<(index + length)
          index += length
        } else {
          index += 1
        }
      }
    }
  }

  // MARK: Words for digits

  /// "1 800 flowers": the words after the first digits of a toll-free number, as keys.
  private func addVanity(to piece: inout PhonePiece) {
    guard isAsked, let start = piece.readings.first, opensVanity(start) else { return }
    var keys = ""
    var words = 0
    for end in piece.tokens.upperBound..<min(tokens.count, piece.tokens.upperBound + Self.maxVanityLetters) {
      guard let more = Self.keys(tokens[end].text) else { return }
      keys += more
      if more.utf8.count > 1 { words += 1 }
      if words > Self.maxVanityWords { return }
      for spare in 0...Self.maxSpareLetters where keys.utf8.count > spare {
        let digits = start + keys.dropLast(spare)
        guard let number = plan.number(Substring(digits), isInternational: piece.isInternational),
          plan.kind(matching: Substring(number.national))?.isVanity == true
        else { continue }
        piece.readings = [digits]
        piece.tokens = piece.tokens.lowerBound..<(end + 1)
        return
      }
    }
  }

  /// "1 800", "0800", "1300": all that comes before the digits that words stand for. 800 alone may be any number.
  private func opensVanity(_ digits: String) -> Bool {
    guard digits.utf8.count >= Self.shortestVanityStart else { return false }
    return plan.nationalPrefixes.contains { digits.hasPrefix($0) && isTollFree(digits.dropFirst($0.utf8.count)) }
      || isTollFree(Substring(digits))
  }

  private func isTollFree(_ digits: Substring) -> Bool {
    (3...4).contains(digits.utf8.count)
      && plan.kinds.contains { kind in kind.isVanity && kind.patterns.contains { $0.begins(with: digits.utf8) } }
  }

  private static func keys(_ word: String) -> String? {
    var keys: [UInt8] = []
    for byte in word.utf8 {
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) else { return nil }
      keys.append(PhonePlan.keypad[Int(byte - UInt8(ascii: "a"))])
    }
    return keys.isEmpty ? nil : String(decoding: keys, as: UTF8.self)
  }

  /// The digits of `555-0134x12` before the extension; nil for other writings.
  private func extended(_ text: String) -> String? {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCIIDigit || $0 == "-" || $0 == "." } }),
      parts[0].utf8.count > 1
    else { return nil }
    return parts[0].filter(\.isASCIIDigit)
  }

  /// The digits of `1-800-flowers`; nil for other writings.
  private func keyed(_ text: String) -> String? {
    guard isAsked, let letter = text.firstIndex(where: \.isLetter) else { return nil }
    let start = text[..<letter]
    let digits = start.filter(\.isASCIIDigit)
    guard start.last == "-", start.allSatisfy({ $0.isASCIIDigit || $0 == "-" || $0 == "+" }), opensVanity(digits),
      let keys = Self.keys(text[letter...].filter { $0 != "-" })
    else { return nil }
    for spare in 0...Self.maxSpareLetters where keys.utf8.count > spare {
      let whole = digits + keys.dropLast(spare)
      if plan.number(Substring(whole), isInternational: text.hasPrefix("+")) != nil { return whole }
    }
    return nil
  }
}
