import DialogDSL

/// Something in a text that is true or false: a number, a day, an amount of money, a name, a web address. What models
/// say is compared by these with what they were told (language.md §7, `grounded`).
package struct Mention: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case number, date, money, name, address }

  package var kind: Kind
  /// What it may mean; readings of the same words count alike.
  package var readings: [String]
  /// The numbers in it, whatever they count.
  package var numbers: [String] = []
  /// It is a time, a share, a length of time, a price: a number told of something else is no ground for it.
  package var isBound = false
  /// Of "from ten to two", which is a time as well: what each of its numbers may mean.
  package var ends: [[String]] = []
  /// As it stands in the text, in lower case.
  package var text: String
}

/// All mentions of a text, read by the recognisers of slots.
package struct MentionReader {
  let locale: LocaleTag
  private let now: LocalTime
  let language: LanguageData

  var day: CivilDate { now.today }

  package init(locale: LocaleTag, now: LocalTime) {
    self.locale = locale
    self.now = now
    language = LanguageData.data(for: locale)
  }

  /// In the order in which values take their words: an amount of money is no number, a day's number neither.
  static let types: [(SlotType, Mention.Kind)] = [
    (.money, .money), (.phone, .number), (.percent, .number), (.date, .date), (.time, .number), (.duration, .number),
    (.ordinal, .number), (.number, .number),
  ]

  /// Types whose values are no mere numbers.
  private static let bound: Set<SlotType> = [.phone, .percent, .time, .duration]

  package func mentions(in text: String) -> [Mention] {
    let utterance = Utterance(text, language: language)
    var taken: Set<Int> = []
    var found: [(mention: Mention, words: [Int])] = []
    for (type, kind) in Self.types {
      for (words, values) in readings(of: type, in: utterance, isAsked: false) where taken.isDisjoint(with: words) {
        taken.formUnion(words)
        found.append((mention(kind, type, words, values, utterance), words))
      }
    }
    for index in utterance.words.words.indices where !taken.contains(index) && isNumeric(index, utterance) {
      taken.insert(index)
      var number = mention(.number, .number, [index], [], utterance)
      number.readings = mayBeTime(index, utterance) ? times(at: index, in: utterance) : []
      found.append((number, [index]))
    }
    var mentions = found.map(\.mention)
    mentions += calendar(in: utterance, besides: taken)
    mentions += prices(in: utterance, besides: found)
    mentions += names(in: utterance)
    mentions += addresses(in: text)
    return mentions + foreignNumbers(in: text)
  }

  /// `½`, digits of other scripts: no recogniser reads them.
  private func foreignNumbers(in text: String) -> [Mention] {
    text.split { $0.isASCII || !$0.isNumber }.map { Mention(kind: .number, readings: [], text: String($0)) }
  }

  /// Months and days of the week that stand alone: "in March", "on Mondays".
  private func calendar(in utterance: Utterance, besides taken: Set<Int>) -> [Mention] {
    utterance.tokens.all.compactMap { token in
      guard !taken.contains(token.word), let key = calendarKey(token) else { return nil }
      let isCapital = utterance.words[token.word].original.first?.isUppercase == true && token.word > 0
      if language[.doubtfulMonths][token] != nil, !isCapital { return nil }
      return Mention(kind: .date, readings: [key], text: token.text)
    }
  }

  func calendarKey(_ token: Tokens.Token) -> String? {
    if let month = language[.months][token] { return "month: \(month)" }
    if let day = language[.weekdays][token] { return "weekday: \(day)" }
    // "Sundays".
    guard token.text.hasSuffix("s"), token.text.count > Self.shortestDays else { return nil }
    let single = Utterance(String(token.text.dropLast()), language: language).tokens.all
    return single.first.flatMap { language[.weekdays][$0] }.map { "weekday: \($0)" }
  }

  /// Letters of "fris": what is shorter is no plural of a day.
  private static let shortestDays = 5

  private func mention(
    _ kind: Mention.Kind, _ type: SlotType, _ words: [Int], _ values: [Value], _ utterance: Utterance
  ) -> Mention {
    let tokens = utterance.tokens.all.filter { words.contains($0.word) }
    // "Forty thousand" is another number than forty.
    let isScaled = tokens.contains { language[.scales][$0] != nil || language[.groups][$0] != nil }
    var mention = Mention(
      kind: kind, readings: values.map { Self.key(type, $0) }, numbers: tokens.flatMap(numbers),
      isBound: Self.bound.contains(type) || isScaled,
      text: words.map { utterance.words[$0].text }.joined(separator: " "))
    switch type {
    // "On Saturday" may be any.
    case .date where tokens.allSatisfy { language[.weekdays][$0] != nil || language[.prepositions].contains($0) }:
      mention.readings += tokens.compactMap { calendarKey($0) }
    case .time where tokens.contains { language[.rangeWords].contains($0) }:
      mention.ends = words.filter { isNumeric($0, utterance) }.map { times(at: $0, in: utterance) }
    // "A las 18 horas".
    case .duration:
      let isHour = utterance.tokens.all.contains { $0.word == words[0] - 1 && language[.beforeHours].contains($0) }
      if isHour { mention.readings += times(at: words[0], in: utterance) }
    default: break
    }
    return mention
  }

  /// The times that a number may mean when one is asked for.
  func times(at index: Int, in utterance: Utterance) -> [String] { times(in: utterance.slice(index..<index + 1)) }

  func times(in utterance: Utterance) -> [String] {
    readings(of: .time, in: utterance, isAsked: true).flatMap(\.1).map { Self.key(.time, $0) }
  }

  /// The numbers that a word is or holds: 8 and 30 of `8:30`.
  func numbers(_ token: Tokens.Token) -> [String] {
    let tables: [LanguageData.Table] = [.units, .teens, .tens, .ordinals]
    let digits = token.text.split { !$0.isASCII || !$0.isNumber && $0 != "." }
      .compactMap { DecimalNumber($0.drop { $0 == "." })?.description }
    return digits + tables.compactMap { language[$0][token].map(String.init) }
  }

  /// An ordinal is a number; shares and lengths are none.
  static func key(_ type: SlotType, _ value: Value) -> String {
    "\(type == .ordinal ? SlotType.number.rawValue : type.rawValue): \(value)"
  }

  /// By the words they share.
  func readings(of type: SlotType, in utterance: Utterance, isAsked: Bool) -> [([Int], [Value])] {
    let expectation = Expectation(type: type, locale: locale, now: now, isAsked: isAsked)
    let candidates = RecognizerRegistry.single(for: type).candidates(in: utterance, expecting: expectation)
      // Nobody who writes repairs: in "from nine to five" no number takes another one back.
      .filter { !$0.isPartial && !$0.words.isEmpty && $0.certainty != .repaired }
    var groups: [([Int], [Value])] = []
    for candidate in candidates {
      if let index = groups.firstIndex(where: { $0.0 == candidate.words }) {
        groups[index].1.append(candidate.value)
      } else {
        groups.append((candidate.words, [candidate.value]))
      }
    }
    return groups
  }

  /// Nothing follows that it could count: "until five.", "from nine to five".
  func mayBeTime(_ index: Int, _ utterance: Utterance) -> Bool {
    let words = utterance.words.words
    return index + 1 == words.count || words[index].punctuation != nil || beginsRange(index, utterance)
  }

  /// "Nine to five".
  func beginsRange(_ index: Int, _ utterance: Utterance) -> Bool {
    guard index >= 0, index + 2 < utterance.words.count, isNumeric(index, utterance), isNumeric(index + 2, utterance)
    else { return false }
    return utterance.tokens.all.contains { $0.word == index + 1 && language[.rangeWords].contains($0) }
  }

  /// A digit in it, or a word for a number. "One" is mostly none: "one of our doctors".
  func isNumeric(_ index: Int, _ utterance: Utterance) -> Bool {
    if utterance.words[index].text.contains(where: \.isNumber) { return true }
    return utterance.tokens.all.contains { token in
      guard token.word == index else { return false }
      let tables: [LanguageData.Table] = [.units, .teens, .tens, .scales, .ordinals, .groups]
      return tables.contains { (language[$0][token] ?? 0) > 1 }
    }
  }

  // MARK: Names

  /// Words with a capital letter that no sentence gives them, and at the beginning of one names of people.
  private func names(in utterance: Utterance) -> [Mention] {
    let words = utterance.words.words
    return words.indices.compactMap { index in
      let word = words[index]
      guard let first = word.original.first, !isOfCalendar(index, utterance) else { return nil }
      let followsTitle = index > 0 && language.names.titles.contains(words[index - 1].text)
      if followsTitle, word.text.count > 1 {
        return Mention(kind: .name, readings: [], text: Self.withoutPossessive(word.text))
      }
      guard first.isUppercase else { return nil }
      // "I", "AM".
      if word.text.count == 1 || ["am", "pm", "ok"].contains(word.text) { return nil }
      let former = index == 0 ? nil : words[index - 1]
      let beginsSentence = former.map { ".!?:\"“¿¡".contains($0.punctuation ?? " ") || $0.signs.contains("\"") } ?? true
      let bare = Self.withoutPossessive(word.text)
      if beginsSentence, !isPlainlyName(language.names.evidence(bare)) { return nil }
      return Mention(kind: .name, readings: [], text: bare)
    }
  }

  /// First names, and the most frequent of last names: at the beginning of a sentence any word has a capital.
  private func isPlainlyName(_ evidence: NameEvidence) -> Bool {
    !evidence.isCommon && (evidence.first != nil || (evidence.last ?? .max) <= Self.frequentName)
  }

  /// -log2 of the share of people who have it.
  private static let frequentName = 10

  static func withoutPossessive(_ word: String) -> String { word.hasSuffix("'s") ? String(word.dropLast(2)) : word }

  private func isOfCalendar(_ index: Int, _ utterance: Utterance) -> Bool {
    utterance.tokens.all.contains { $0.word == index && calendarKey($0) != nil }
  }

  // MARK: Addresses

  /// `example.com`, `www.example.com/a`, `anna@example.com`, also said: "example dot com".
  func addresses(in text: String) -> [Mention] {
    written(text).compactMap { word in
      let isAddress = word.contains("://") || word.contains("@") || word.hasPrefix("www.") || Self.isDomain(word)
      return isAddress ? Mention(kind: .address, readings: [], text: Self.bare(word)) : nil
    }
  }

  /// Without `https://` and `www.`.
  private static func bare(_ address: String) -> String {
    var bare = Substring(address)
    if let scheme = bare.firstRange(of: "://") { bare = bare[scheme.upperBound...] }
    return String(bare.hasPrefix("www.") ? bare.dropFirst(4) : bare)
  }

  /// The words of a text, signs around them left out; "example dot com" is one.
  func written(_ text: String) -> [String] {
    let dot = language.email.signs.first { $0.sign == "." }?.words
    var written: [String] = []
    for word in text.lowercased().split(whereSeparator: \.isWhitespace) {
      let word = String(word.trimming { !$0.isLetter && !$0.isNumber })
      if language.email.endings.contains(word), written.count > 1, dot?.contains(written[written.count - 1]) == true {
        written.removeLast()
        written[written.count - 1] += ".\(word)"
      } else {
        written.append(word)
      }
    }
    return written
  }

  /// Letters and digits, a dot, and the letters of a domain at the end: not `a.m`, `3.50`.
  private static func isDomain(_ word: String) -> Bool {
    let host = word.prefix { $0 != "/" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, last.count > 1, last.allSatisfy(\.isLetter) else { return false }
    return labels.dropLast().allSatisfy { $0.count > 1 && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }
  }
}

extension Substring {
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> Substring {
    var text = drop(while: isLeftOut)
    while let last = text.last, isLeftOut(last) { text.removeLast() }
    return text
  }
}
