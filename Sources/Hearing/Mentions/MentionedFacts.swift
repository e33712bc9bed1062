import DialogDSL

/// What mentions are compared with: everything that a model was told or the caller has said.
package struct MentionedFacts: Sendable {
  private var readings: Set<String> = []
  private var words: Set<String> = []
  private var numbers: Set<String> = []
  /// Numbers that are amounts of money.
  private var amounts: Set<String> = []
  /// With one space between words and around it; and with words split at their hyphens.
  private var text = " "
  private var splitText = " "
  private var addresses: Set<String> = []

  package init() {}

  /// Reads a text of any length.
  package mutating func add(_ text: String, by reader: MentionReader) {
    for sentence in reader.sentences(of: text) {
      reader.forEachReading(of: sentence) {
        readings.insert($0)
      } number: {
        numbers.insert($0)
      } amount: {
        amounts.insert($0)
      }
      let words = WordScanner.words(in: sentence).map { MentionReader.withoutPossessive($0.text) }
      self.words.formUnion(words)
      self.words.formUnion(words.flatMap { $0.split(separator: "-").map(String.init) })
      self.text += words.joined(separator: " ") + " "
      splitText += words.joined(separator: " ").replacing("-", with: " ") + " "
      for mention in reader.addresses(in: sentence) {
        addresses.insert(mention.text)
        // An address is told with all that stands before its slash, and after its at.
        addresses.insert(String(mention.text.prefix { $0 != "/" }))
        if let domain = mention.text.split(separator: "@").dropFirst().last { addresses.insert(String(domain)) }
      }
    }
  }

  /// A day that everybody knows.
  package mutating func add(_ day: CivilDate) { readings.insert(MentionReader.key(.date, .date(day))) }

  /// Words of a run that is no accident.
  private static let shortestRun = 4

  /// The sentence stands there word for word.
  package func quote(_ sentence: String) -> Bool {
    let words = WordScanner.words(in: sentence).map { MentionReader.withoutPossessive($0.text) }
    return words.count >= Self.shortestRun && text.contains(" " + words.joined(separator: " ") + " ")
  }

  private func isTold(_ mention: Mention) -> Bool {
    mention.readings.contains(where: readings.contains) || areWordsTold(mention)
      || mention.ends.count > 1 && mention.ends.allSatisfy { $0.contains(where: readings.contains) }
  }

  /// One word tells nothing of what it counts.
  private func areWordsTold(_ mention: Mention) -> Bool {
    let words = " \(mention.text) "
    return (!mention.isBound || mention.text.contains(" ")) && (text.contains(words) || splitText.contains(words))
  }

  package func hold(_ mention: Mention) -> Bool {
    switch mention.kind {
    case .name: words.contains(mention.text)
    case .address: addresses.contains(mention.text)
    case .number: isTold(mention) || !mention.isBound && areTold(mention.numbers, numbers)
    case .date: isTold(mention)
    case .money:
      // Of "between 40 and 50 dollars" one amount is not enough.
      areWordsTold(mention) || !mention.readings.isEmpty && mention.readings.allSatisfy(readings.contains)
        || (mention.readings.isEmpty || mention.readings.contains(where: readings.contains))
          && areTold(mention.numbers, amounts)
    }
  }

  private func areTold(_ all: [String], _ told: Set<String>) -> Bool { !all.isEmpty && all.allSatisfy(told.contains) }
}

extension MentionReader {
  /// Pieces that recognisers read whole.
  fileprivate func sentences(of text: String) -> [String] {
    var splitter = SentenceSplitter(locale: locale)
    return splitter.add(text) + [splitter.finish()].compactMap(\.self)
  }

  /// Everything that a piece of text may mean.
  fileprivate func forEachReading(
    of text: String, value: (String) -> Void, number: (String) -> Void, amount: (String) -> Void
  ) {
    let utterance = Utterance(text, language: language)
    for (type, kind) in Self.types {
      // Asked for a time or a price, any number is one.
      for isAsked in [false, true] where !isAsked || type == .number || type == .ordinal {
        for (words, values) in readings(of: type, in: utterance, isAsked: isAsked) {
          for found in values { value(Self.key(type, found)) }
          guard kind == .money else { continue }
          for token in utterance.tokens.all where words.contains(token.word) { numbers(token).forEach(amount) }
        }
      }
    }
    for index in utterance.words.words.indices where isNumeric(index, utterance) {
      for time in toldTimes(at: index, in: utterance) { value(time) }
    }
    for (place, token) in utterance.tokens.all.enumerated() {
      if freeOfCharge(at: place, in: utterance.tokens) != nil || language[.included].contains(token) {
        value(Self.free)
      }
      if let key = calendarKey(token) { value(key) }
      // A number is the same number in a day, a time or an amount.
      for text in numbers(token) { number(text) }
    }
  }

  /// A number in what is told is a time where it ends a piece, and in "9 to 5", "9-5", "8am-6pm"; no other unit follows.
  private func toldTimes(at index: Int, in utterance: Utterance) -> [String] {
    func counts(_ index: Int) -> Bool {
      utterance.tokens.all.contains {
        $0.word == index && language[.countedThings].contains($0) && !language[.hourWords].contains($0)
      }
    }
    let parts = utterance.words[index].text.split { "-–".contains($0) }
    if parts.count == 2, !counts(index + 1), parts.allSatisfy({ $0.first?.isNumber == true }) {
      return parts.flatMap { times(in: Utterance(String($0), language: language)) }
    }
    if mayBeTime(index, utterance), !beginsRange(index, utterance) || !counts(index + 3) {
      return times(at: index, in: utterance)
    }
    return beginsRange(index - 2, utterance) && !counts(index + 1) ? times(at: index, in: utterance) : []
  }
}
