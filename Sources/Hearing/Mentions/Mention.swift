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
  /// As it stands in the text, in lower case.
  package var text: String
}

/// All mentions of a text, read by the recognisers of slots.
package struct MentionReader {
  private let locale: LocaleTag
  private let now: LocalTime
  private let language: LanguageData

  var day: CivilDate { now.today }

  package init(locale: LocaleTag, now: LocalTime) {
    self.locale = locale
    self.now = now
    language = LanguageData.data(for: locale)
  }

  /// In the order in which values take their words: an amount of money is no number, a day's number neither.
  private static let types: [(SlotType, Mention.Kind)] = [
    (.money, .money), (.phone, .number), (.percent, .number), (.date, .date), (.time, .number), (.ordinal, .number),
    (.number, .number),
  ]

  package func mentions(in text: String) -> [Mention] {
    let utterance = Utterance(text, language: language)
    var taken: Set<Int> = []
    var found: [Mention] = []
    for (type, kind) in Self.types {
      for (words, values) in readings(of: type, in: utterance, isAsked: false) where taken.isDisjoint(with: words) {
        taken.formUnion(words)
        found.append(mention(kind, words, values, utterance))
      }
    }
    for index in utterance.words.words.indices where !taken.contains(index) && isNumeric(index, utterance) {
      let times =
        mayBeTime(index, utterance) ? readings(of: .time, in: utterance.slice(index..<index + 1), isAsked: true) : []
      found.append(mention(.number, [index], times.flatMap(\.1), utterance))
    }
    return found + free(in: utterance) + names(in: utterance) + addresses(in: text)
  }

  /// "Free" is a price like another.
  private func free(in utterance: Utterance) -> [Mention] {
    let tokens = utterance.tokens.all
    return tokens.indices.compactMap { place in
      guard language[.freeOfCharge].contains(tokens[place]) else { return nil }
      if place > 0, language[.notOfCharge].contains(tokens[place - 1]) { return nil }
      return Mention(kind: .money, readings: [], text: tokens[place].text)
    }
  }

  private func mention(_ kind: Mention.Kind, _ words: [Int], _ values: [Value], _ utterance: Utterance) -> Mention {
    let text = words.map { utterance.words[$0].text }.joined(separator: " ")
    let numbers = utterance.tokens.all.filter { words.contains($0.word) }.flatMap(numbers)
    return Mention(kind: kind, readings: values.map { Self.key(kind, $0) }, numbers: numbers, text: text)
  }

  /// The numbers that a word is or holds: 8 and 30 of `8:30`.
  fileprivate func numbers(_ token: Tokens.Token) -> [String] {
    let tables: [LanguageData.Table] = [.units, .teens, .tens, .ordinals]
    let digits = token.text.split { !$0.isASCII || !$0.isNumber && $0 != "." }
      .compactMap { DecimalNumber($0.drop { $0 == "." })?.description }
    return digits + tables.compactMap { language[$0][token].map(String.init) }
  }

  static func key(_ kind: Mention.Kind, _ value: Value) -> String { "\(kind): \(value)" }

  /// By the words they share.
  private func readings(of type: SlotType, in utterance: Utterance, isAsked: Bool) -> [([Int], [Value])] {
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
  private func mayBeTime(_ index: Int, _ utterance: Utterance) -> Bool {
    let words = utterance.words.words
    if index + 1 == words.count || words[index].punctuation != nil { return true }
    return index + 2 < words.count && isNumeric(index + 2, utterance)
  }

  /// A digit in it, or a word for a number. "One" is mostly none: "one of our doctors".
  private func isNumeric(_ index: Int, _ utterance: Utterance) -> Bool {
    if utterance.words[index].text.contains(where: { $0.isASCII && $0.isNumber }) { return true }
    return utterance.tokens.all.contains { token in
      guard token.word == index else { return false }
      let tables: [LanguageData.Table] = [.units, .teens, .tens, .scales, .ordinals]
      return tables.contains { (language[$0][token] ?? 0) > 1 }
    }
  }

  // MARK: Names

  /// Words with a capital letter that no sentence gives them, and at the beginning of one names of people.
  private func names(in utterance: Utterance) -> [Mention] {
    let words = utterance.words.words
    return words.indices.compactMap { index in
      let word = words[index]
      guard let first = word.original.first, first.isUppercase, !isOfCalendar(index, utterance) else { return nil }
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
    utterance.tokens.all.contains { token in
      token.word == index && (language[.months][token] != nil || language[.weekdays][token] != nil)
    }
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

/// What mentions are compared with: everything that a model was told or the caller has said.
package struct MentionedFacts: Sendable {
  private var readings: Set<String> = []
  private var words: Set<String> = []
  private var numbers: Set<String> = []
  /// With one space between words and around it.
  private var text = " "
  private var addresses: Set<String> = []

  package init() {}

  /// Reads a text of any length.
  package mutating func add(_ text: String, by reader: MentionReader) {
    for sentence in reader.sentences(of: text) {
      reader.forEachReading(of: sentence) {
        readings.insert($0)
      } number: {
        numbers.insert($0)
      }
      let words = WordScanner.words(in: sentence).map { MentionReader.withoutPossessive($0.text) }
      self.words.formUnion(words)
      self.words.formUnion(words.flatMap { $0.split(separator: "-").map(String.init) })
      self.text += words.joined(separator: " ") + " "
      for mention in reader.addresses(in: sentence) {
        addresses.insert(mention.text)
        // An address is told with all that stands before its slash, and after its at.
        addresses.insert(String(mention.text.prefix { $0 != "/" }))
        if let domain = mention.text.split(separator: "@").dropFirst().last { addresses.insert(String(domain)) }
      }
    }
  }

  package mutating func add(_ value: Value, _ kind: Mention.Kind) { readings.insert(MentionReader.key(kind, value)) }

  private func isTold(_ mention: Mention) -> Bool {
    mention.readings.contains(where: readings.contains) || text.contains(" \(mention.text) ")
  }

  package func hold(_ mention: Mention) -> Bool {
    switch mention.kind {
    case .name: words.contains(mention.text)
    case .address: addresses.contains(mention.text)
    case .number:
      isTold(mention) || !mention.numbers.isEmpty && mention.numbers.allSatisfy(numbers.contains)
    case .date, .money: isTold(mention)
    }
  }
}

extension MentionReader {
  /// Pieces that recognisers read whole.
  fileprivate func sentences(of text: String) -> [String] {
    var splitter = SentenceSplitter(locale: locale)
    return splitter.add(text) + [splitter.finish()].compactMap(\.self)
  }

  /// Everything that a piece of text may mean: read as freely as an answer, since it is only compared with.
  fileprivate func forEachReading(of text: String, value: (String) -> Void, number: (String) -> Void) {
    let utterance = Utterance(text, language: language)
    for (type, kind) in Self.types {
      for isAsked in [false, true] {
        for (_, values) in readings(of: type, in: utterance, isAsked: isAsked) {
          for found in values { value(Self.key(kind, found)) }
        }
      }
    }
    // A number is the same number in a day, a time or an amount.
    for token in utterance.tokens.all { for text in numbers(token) { number(text) } }
  }
}

extension Substring {
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> Substring {
    var text = drop(while: isLeftOut)
    while let last = text.last, isLeftOut(last) { text.removeLast() }
    return text
  }
}
