import DialogDSL
import Hearing

/// One line of `dialogrun read --jsonl`: what a caller said and what the slot expects.
public struct ReadCase: Decodable, Sendable {
  public var id: String
  /// A slot type, `form` or `universal`.
  public var type: String
  public var text: String?
  /// Instead of `text`: several answers to the same question, in order.
  public var attempts: [String]?
  /// `2026-03-02T09:00` or with seconds.
  public var now: String?
  public var locale: String?
  public var options: SlotOptions?
  /// For `form`.
  public var slots: [String: SlotOptions]?
  public var asked: String?

  public init(
    id: String, type: String, text: String? = nil, attempts: [String]? = nil, now: String? = nil,
    locale: String? = nil, options: SlotOptions? = nil
  ) {
    (self.id, self.type, self.text, self.attempts) = (id, type, text, attempts)
    (self.now, self.locale, self.options) = (now, locale, options)
  }

  /// The limits of one slot, with its type inside a form.
  public struct SlotOptions: Decodable, Sendable {
    public var type: String?
    public var about: String?
    public var prefer: String?
    public var within: [String]?
    public var length: Length?
    public var mask: String?
    public var pattern: String?
    public var region: String?
    public var country: String?
    public var min: String?
    public var max: String?
    public var cue: [String]?
    /// Value to phrases.
    public var choices: [String: [String]]?

    public init() {}
  }

  /// `6` or `[4, 8]`.
  public struct Length: Decodable, Sendable {
    public var range: ClosedRange<Int>

    public init(_ range: ClosedRange<Int>) { self.range = range }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(Int.self) {
        range = one...one
        return
      }
      let bounds = try container.decode([Int].self)
      guard bounds.count == 2, bounds[0] <= bounds[1] else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "`length` is a number or [from, to]")
      }
      range = bounds[0]...bounds[1]
    }
  }
}

/// A case that cannot be read: what is wrong with it and what to write instead.
public struct ReadFault: Error, CustomStringConvertible {
  public var description: String
}

extension ReadCase {
  /// The call's local time when a case has none: fixed, so that two runs give the same output.
  public static let standardNow = "2026-03-02T09:00"

  public func expectation(for options: SlotOptions?, type: SlotType, isAsked: Bool) throws -> Hearing.Expectation {
    let locale = try Self.locale(locale)
    var expectation = Hearing.Expectation(
      type: type, limits: try Self.limits(options), choices: try Self.choices(options?.choices), locale: locale,
      now: LocalTime(try Self.moment(now ?? Self.standardNow)), isAsked: isAsked)
    if expectation.limits.region == nil { expectation.limits.region = locale.region }
    return expectation
  }

  public static func locale(_ text: String?) throws -> LocaleTag {
    guard let text else { return .standard }
    guard let locale = LocaleTag(text) else { throw ReadFault(description: "no locale: \(text); write `en-US`") }
    return locale
  }

  static func moment(_ text: String) throws -> CivilDateTime {
    guard let moment = CivilDateTime(iso: text.prefix(16)) else {
      throw ReadFault(description: "no local time: \(text); write `2026-03-02T09:00`")
    }
    return moment
  }

  public static func slotType(_ name: String) throws -> SlotType {
    guard let type = SlotType(rawValue: name) else {
      throw ReadFault(
        description: "no slot type: \(name); there are \(SlotType.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return type
  }

  private static func limits(_ options: SlotOptions?) throws -> SlotLimits {
    var limits = SlotLimits()
    guard let options else { return limits }
    if let prefer = options.prefer {
      guard let direction = SlotLimits.Direction(rawValue: prefer) else {
        throw ReadFault(description: "`prefer` is past or future, not \(prefer)")
      }
      limits.prefer = direction
    }
    if let within = options.within {
      guard within.count == 2, let from = ClockTime(iso: within[0]), let to = ClockTime(iso: within[1]), from <= to
      else {
        throw ReadFault(description: "`within` is two times, the earlier first: [\"11:00\", \"22:59\"]")
      }
      limits.within = from...to
    }
    limits.length = options.length?.range
    limits.region = options.region ?? options.country
    limits.mask = try options.mask.map { text in
      guard let mask = Mask(text) else { throw ReadFault(description: "no places in the mask `\(text)`: write AA9999") }
      return mask
    }
    limits.pattern = try options.pattern.map { pattern in
      if PatternParser.parse(pattern) == nil { throw ReadFault(description: "no regular expression: \(pattern)") }
      return pattern
    }
    limits.cue = options.cue ?? []
    limits.min = try options.min.map(number)
    limits.max = try options.max.map(number)
    return limits
  }

  private static func number(_ text: String) throws -> DecimalNumber {
    guard let number = DecimalNumber(text) else { throw ReadFault(description: "no number: \(text)") }
    return number
  }

  /// In the order of their names: a JSON object has none.
  private static func choices(_ choices: [String: [String]]?) throws -> [Choice] {
    try (choices ?? [:]).sorted { $0.key < $1.key }.map { value, phrases in
      let start = SourcePosition(line: 1, column: 1)
      return Choice(
        value: value, phrases: try phrases.map(phrase), range: SourceRange(file: "", start: start, end: start))
    }
  }

  private static func phrase(_ text: String) throws -> Phrase {
    let start = SourcePosition(line: 1, column: 1)
    let end = SourcePosition(line: 1, column: 1 + text.unicodeScalars.count)
    let source = SourceText(text, at: SourceRange(file: "choices", start: start, end: end))
    var diagnostics: [Diagnostic] = []
    guard let phrase = PhraseParser.parse(source, slots: [], rules: [], diagnostics: &diagnostics) else {
      throw ReadFault(description: "no phrase: \(text): \(diagnostics.map(\.message).joined(separator: "; "))")
    }
    return phrase
  }
}
