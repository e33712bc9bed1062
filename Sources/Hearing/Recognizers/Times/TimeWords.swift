import DialogDSL

/// A language's words for clock times, parts of the day and spans of hours: `times` of its files.
final class TimeWords: Sendable {
  /// Every word that a time may begin with; digits come on top.
  let openers: WordSet
  let names, roughHours, hourParts, halves, writtenHalves, parts: WordTable
  let now, fromNow, ago, agoBefore, inside, halfHours, past, to, loose, spans, and, the, minutes, oclock, rough: WordSet
  let zeros, hundred, hours, hourSigns, writtenHours: WordSet
  let writtenRough: [String]
  /// Between an hour and what comes on top of it or off it: "dos y media", "tres menos cuarto".
  let hourPlus, hourMinus: WordSet
  /// After an hour that a word of `bounds` leads in: "a las quince horas".
  let oclockLed: WordSet
  let countedParts, partLinks, tightLinks, hourLinks: WordSet
  let cues, doubtfulCues, bounds, leadIn, forWords, booked, seats, counted, afterBare, pronouns, beforePronoun: WordSet
  let spanFrom, spanBetween, spanTo, spanAnd, spanBut, spanLead, spanFor, spanDays: WordSet
  let openAfter, openBefore, onwards, orEarlier, greetings: WordSet
  /// Parts of the day, as indices into `spanTimes`.
  let daySpans: WordTable
  let spanTimes: [(from: ClockTime, to: ClockTime)]

  /// `numbers`: the tables of number words.
  init(_ file: LanguageFile, numbers: [LanguageFile], _ lexicon: inout Lexicon) {
    var seen = lexicon
    func set(_ key: String) -> WordSet { WordSet(file[key].items, &seen) }
    func table(_ key: String) -> WordTable { WordTable(file[key].numbers, &seen) }
    names = table("names")
    roughHours = table("rough_hours")
    hourParts = table("hour_parts")
    halves = table("halves")
    writtenHalves = table("written_halves")
    parts = table("parts")
    (now, fromNow, ago, inside) = (set("now"), set("from_now"), set("ago"), set("in"))
    (halfHours, past, to, loose) = (set("half_hours"), set("past"), set("to"), set("loose"))
    (spans, and, the, minutes) = (set("spans"), set("and"), set("the"), set("minutes"))
    (oclock, rough, zeros, hundred, hours) = (set("oclock"), set("rough"), set("zeros"), set("hundred"), set("hours"))
    hourSigns = set("hour_signs")
    writtenHours = set("written_hours")
    writtenRough = file["written_rough"].items
    agoBefore = set("ago_before")
    (hourPlus, hourMinus, oclockLed) = (set("hour_plus"), set("hour_minus"), set("oclock_led"))
    countedParts = set("counted_parts")
    (partLinks, tightLinks, hourLinks) = (set("part_links"), set("tight_links"), set("hour_links"))
    (cues, doubtfulCues, bounds, leadIn) = (set("cues"), set("doubtful_cues"), set("bounds"), set("lead_in"))
    (forWords, booked, counted, afterBare) = (set("for"), set("booked"), set("counted"), set("after_bare"))
    seats = set("seats")
    (pronouns, beforePronoun) = (set("pronouns"), set("before_pronoun"))
    (spanFrom, spanBetween, spanTo, spanAnd) = (set("span_from"), set("span_between"), set("span_to"), set("span_and"))
    (spanLead, spanFor, spanDays) = (set("span_lead"), set("span_for"), set("span_days"))
    spanBut = set("span_but")
    (openAfter, openBefore, onwards) = (set("open_after"), set("open_before"), set("onwards"))
    (orEarlier, greetings) = (set("or_earlier"), set("greetings"))
    let spans = file["day_spans"].pairs
    daySpans = WordTable(
      spans.enumerated().flatMap { number, span in span.value.items.map { (key: $0, value: number) } }, &seen)
    spanTimes = spans.map { Self.times($0.key) }
    let opening = ["names", "rough_hours", "hour_parts", "parts"].flatMap { file[$0].numbers.map(\.key) }
    openers = WordSet(
      opening + file["zeros"].items + file["now"].items + spans.flatMap { $0.value.items }
        + numbers.flatMap { $0.numbers.map(\.key) }, &seen)
    lexicon = seen
  }

  /// `06:00 12:00`
  private static func times(_ text: String) -> (from: ClockTime, to: ClockTime) {
    let times = text.split(separator: " ").compactMap { ClockTime(iso: $0) }
    guard times.count == 2 else { preconditionFailure("language file: not two times: \(text)") }
    return (times[0], times[1])
  }
}

extension WordSet {
  /// Whether the word at `index`, if there is one, is one of them by itself.
  func contains(in tokens: Tokens, at index: Int) -> Bool {
    index >= 0 && index < tokens.count && contains(tokens[index])
  }

  /// The number of tokens of the longest one that ends right before `index`.
  func length(in tokens: Tokens, before index: Int) -> Int? {
    var longest: Int?
    for length in 1...Self.maxWordsBack where index - length >= 0 {
      if self.length(in: tokens, at: index - length) == length { longest = length }
    }
    return longest
  }

  /// Words of an entry that are looked for backwards.
  private static let maxWordsBack = 4

  /// The index after those of them that stand at `index`, one after another, at most `limit`.
  func skip(in tokens: Tokens, from index: Int, limit: Int) -> Int {
    var end = index
    for _ in 0..<limit {
      guard let length = length(in: tokens, at: end) else { break }
      end += length
    }
    return end
  }
}

extension WordTable {
  /// The number of the word at `index`, if there is one.
  func number(in tokens: Tokens, at index: Int) -> Int? {
    index >= 0 && index < tokens.count ? self[tokens[index]] : nil
  }

  /// The longest one that ends right before `index`.
  func entry(in tokens: Tokens, before index: Int) -> (number: Int, length: Int)? {
    var longest: (number: Int, length: Int)?
    for length in 1...Self.maxWordsBack where index - length >= 0 {
      if let entry = entry(in: tokens, at: index - length), entry.length == length { longest = entry }
    }
    return longest
  }

  private static let maxWordsBack = 3
}
