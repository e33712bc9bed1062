import DialogDSL
import Hearing
import Interpreter

/// `digit_style`: the same number as words or in digits: "two" and "2", "five five five" and "555", "2:30" and "two
/// thirty", "fifth" and "5th". Only in words that carry a number, a time, a day or a row of digits.
enum DigitStyle {
  static func line(_ text: String, of turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> String? {
    guard !turn.isVerbatim(in: script) else { return nil }
    let line = Line(text)
    var edits: [Line.Edit] = []
    for (slot, indices) in turn.evidence(in: line, script) {
      for run in runs(indices, in: Words(text)) where edits.allSatisfy({ !$0.range.overlaps(run) }) {
        let words = line.words[run].map(\.text)
        edits += self.edits(words, slot.type, &random).map {
          Line.Edit(
            range: ($0.range.lowerBound + run.lowerBound)..<($0.range.upperBound + run.lowerBound), text: $0.text)
        }
      }
    }
    return edits.isEmpty ? nil : line.applying(edits)
  }

  /// Indices that stand side by side, with nothing but fillers between.
  private static func runs(_ indices: [Int], in words: Words) -> [Range<Int>] {
    indices.reduce(into: []) { runs, index in
      if let last = runs.last, (last.upperBound..<index).allSatisfy({ words.isFiller($0) }) {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
  }

  static func edits(_ words: [String], _ type: SlotType, _ random: inout SplitMix64) -> [Line.Edit] {
    switch type {
    case .number, .integer: whole(words)
    case .digits, .phone: row(words, &random)
    case .time: clock(words)
    case .date: day(words)
    default: []
    }
  }

  // MARK: Numbers

  /// Words that make a number out of several.
  private static let joining: Set = ["and", "point", "dot", "hundred", "thousand", "million", "dozen", "half"]

  private static func whole(_ words: [String]) -> [Line.Edit] {
    guard joining.isDisjoint(with: words) else { return [] }
    return cardinals(words)
  }

  private static func cardinals(_ words: [String]) -> [Line.Edit] {
    var edits: [Line.Edit] = []
    var index = 0
    while index < words.count {
      if let number = EnglishNumbers.cardinal(words, at: index) {
        edits.append(Line.Edit(range: index..<(index + number.count), text: "\(number.value)"))
        index += number.count
      } else {
        if let value = Int(words[index]), let text = EnglishNumbers.words(of: value) {
          edits.append(Line.Edit(range: index..<(index + 1), text: text))
        }
        index += 1
      }
    }
    return edits
  }

  // MARK: Rows of digits

  /// "double" and its like need the word after them.
  private static let multiplying: Set = ["double", "triple", "treble"]

  private static func row(_ words: [String], _ random: inout SplitMix64) -> [Line.Edit] {
    var edits: [Line.Edit] = []
    var index = 0
    while index < words.count {
      if multiplying.contains(words[index]) {
        index += 1
        while index < words.count, EnglishNumbers.digit(words[index]) == nil { index += 1 }
        index += 1
        continue
      }
      if words[index].count > 1 || Int(words[index]) != nil, words[index].allSatisfy({ $0.isASCIIDigitOrDash }) {
        let spoken = words[index].compactMap(\.wholeNumberValue).map { EnglishNumbers.units[$0] }
        edits.append(Line.Edit(range: index..<(index + 1), text: spoken.joined(separator: " ")))
        index += 1
        continue
      }
      var end = index
      while end < words.count, EnglishNumbers.digit(words[end]) != nil { end += 1 }
      // "Oh" alone is a sigh, and "one" alone may be a pronoun.
      if end - index > 1 {
        let digits = words[index..<end].compactMap { EnglishNumbers.digit($0) }.map(String.init)
        edits.append(Line.Edit(range: index..<end, text: grouped(digits, &random)))
      }
      index = max(end, index + 1)
    }
    return edits
  }

  private static func grouped(_ digits: [String], _ random: inout SplitMix64) -> String {
    let size = random.pick([1, 3, 4, digits.count])!
    return stride(from: 0, to: digits.count, by: size).map { start in
      digits[start..<min(start + size, digits.count)].joined()
    }.joined(separator: " ")
  }

  // MARK: Times

  private static func clock(_ words: [String]) -> [Line.Edit] {
    var edits: [Line.Edit] = []
    var index = 0
    while index < words.count {
      if let hour = EnglishNumbers.cardinal(words, at: index) {
        let next = index + hour.count
        if hour.count == 1, (1...12).contains(hour.value), let minute = minutes(words, at: next) {
          edits.append(Line.Edit(range: index..<(next + minute.count), text: "\(hour.value):\(minute.text)"))
          index = next + minute.count
        } else {
          edits.append(Line.Edit(range: index..<next, text: "\(hour.value)"))
          index = next
        }
      } else {
        if let text = spelled(words[index]) { edits.append(Line.Edit(range: index..<(index + 1), text: text)) }
        index += 1
      }
    }
    return edits
  }

  /// "thirty", "oh five" after an hour.
  private static func minutes(_ words: [String], at index: Int) -> (text: String, count: Int)? {
    if index + 1 < words.count, words[index] == "oh", let unit = EnglishNumbers.digit(words[index + 1]), unit > 0 {
      return ("0\(unit)", 2)
    }
    guard let minute = EnglishNumbers.cardinal(words, at: index), (10..<60).contains(minute.value) else { return nil }
    return ("\(minute.value)", minute.count)
  }

  /// `2:30`, `10:00`, `9` in words.
  private static func spelled(_ word: String) -> String? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first, let hour = Int(first), (1...12).contains(hour), parts.count <= 2 else { return nil }
    guard let hourText = EnglishNumbers.words(of: hour) else { return nil }
    if parts.count == 1 { return hourText }
    guard let minute = Int(parts[1]), (0..<60).contains(minute), parts[1].count == 2 else { return nil }
    if minute == 0 { return hourText + " o'clock" }
    return EnglishNumbers.words(of: minute).map { minute < 10 ? "\(hourText) oh \($0)" : "\(hourText) \($0)" }
  }

  // MARK: Days

  private static func day(_ words: [String]) -> [Line.Edit] {
    var edits: [Line.Edit] = []
    var index = 0
    while index < words.count {
      if let ordinal = EnglishNumbers.ordinal(words, at: index) {
        let text = EnglishNumbers.ordinalDigits(of: ordinal.value)
        edits.append(Line.Edit(range: index..<(index + ordinal.count), text: text))
        index += ordinal.count
      } else {
        let ending = words[index].suffix(2)
        if ["st", "nd", "rd", "th"].contains(ending), let value = Int(words[index].dropLast(2)),
          let text = EnglishNumbers.ordinalWords(of: value)
        {
          edits.append(Line.Edit(range: index..<(index + 1), text: text))
        }
        index += 1
      }
    }
    return edits
  }
}

extension Character {
  fileprivate var isASCIIDigitOrDash: Bool { isASCII && (isWholeNumber || self == "-") }
}

/// `homophones`: "to" for "two", "for" for "four", as a recogniser of speech writes them: at a slot's own question, for a
/// number that is said in one word and is the only one of the line, or inside a row of digits but not as its first, where
/// "to" and "for" are words of their own.
enum Homophones {
  static func line(_ text: String, of turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> String? {
    guard case .slot(let asked)? = turn.before.question else { return nil }
    let line = Line(text)
    guard let found = turn.evidence(in: line, script).first(where: { $0.slot.name == asked }) else { return nil }
    let numbers = found.words.filter {
      EnglishNumbers.cardinal([line.words[$0].text], at: 0) != nil || line.words[$0].text == "oh"
    }
    let places: [Int]
    switch found.slot.type {
    case .number, .integer:
      let all = line.words.indices.filter { EnglishNumbers.cardinal([line.words[$0].text], at: 0) != nil }
      places = all == numbers && numbers.count == 1 ? numbers : []
    case .digits, .phone:
      places = numbers.filter { index in numbers.contains(index - 1) }
    default: places = []
    }
    let edits = places.compactMap { index in
      random.pick(EnglishNumbers.homophones[line.words[index].text] ?? []).map {
        Line.Edit(range: index..<(index + 1), text: $0)
      }
    }
    return random.pick(edits).map { line.applying([$0]) }
  }
}
