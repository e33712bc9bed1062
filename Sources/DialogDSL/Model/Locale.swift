import CLocales

/// Locales (language.md §2 and §4): which there are, and which languages bring words and texts of their own.

/// A BCP 47 tag cut to what is used: language and region.
public struct LocaleTag: Sendable, Hashable, Codable {
  /// Lower case: `en`.
  public var language: String
  /// Upper case: `US`.
  public var region: String

  public static let standard = LocaleTag(language: "en", region: "US")

  public init(language: String, region: String) {
    self.language = language
    self.region = region
  }

  /// `en-US`, in any case; nil when it is not a language and a region.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard parts.count == 2, text.utf8.count == parts[0].utf8.count + 1 + parts[1].utf8.count,
      (2...3).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isLetter } })
    else { return nil }
    self.init(language: parts[0].lowercased(), region: parts[1].uppercased())
  }

  /// nil: words, values and built-in texts are those of `BuiltInLanguage.standard`.
  public var builtInLanguage: BuiltInLanguage? { BuiltInLanguage(language) }

  public var description: String { "\(language)-\(region)" }
}

/// The languages that bring words, phrases and texts along: the folders of CLocales/data.
public struct BuiltInLanguage: Sendable, Hashable {
  /// `en`.
  public let code: String
  private let index: Int

  /// nil when there is no such language.
  public init?(_ code: String) {
    guard let language = Self.all.first(where: { $0.code == code }) else { return nil }
    self = language
  }

  private init(index: Int) {
    self.index = index
    code = String(cString: locale_language(index).name)
  }

  public static let all = (0..<locale_language_count).map { BuiltInLanguage(index: $0) }
  public static let standard = all[0]

  /// Its YAML files, one after the other, as one document.
  public var text: String { locale_language(index).text }

  /// The words that everybody uses, most of them no names; one a line.
  public var commonWords: SortedLines { SortedLines(locale_common_words(index)) }

  /// Names of people and how rare they are, of all languages (CLocales/data/names/SOURCES.md).
  public static var people: SortedLines { SortedLines(locale_people()) }

  /// The YAML files about countries, as one document.
  public static var regions: String { locale_regions().text }
}

extension locale_file {
  fileprivate var text: String {
    String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
  }
}

/// The texts that every language brings along: by id, what code fills in for `{name}` in them. `texts` in a script says
/// them in other words (language.md §4).
public enum BuiltInText {
  public static let placeholders: [String: Set<String>] = {
    var names: [String: Set<String>] = [
      "confirm": ["slot", "value"], "suggest.phone": ["slot", "value"], "suggest.other": ["slot", "value"],
      "echo": ["value"],
      "ambiguous": ["slot", "first", "second"], "ambiguous_time": ["slot", "first", "second"], "not_allowed": ["slot"],
      "ambiguous_flow": ["value"], "ambiguous_choice": ["slot", "value"], "not_listed": ["slot"],
    ]
    for id in [
      "what_to_change", "no_match", "unclear", "silence", "help", "wait", "cancelled", "start_over", "no_human",
      "goodbye", "limit", "give_up", "trouble", "tool_failed", "more", "slower", "skip_required", "back",
      "back_nowhere", "hold",
    ] {
      names[id] = []
    }
    for part in [
      "digits", "phone", "alphanumeric", "email", "mailbox", "postal_code", "address", "street", "day", "time",
    ] {
      names["partial.\(part)"] = ["slot", "value"]
    }
    for type in SlotType.allCases {
      for id in ["prompt", "reprompt"] {
        names["\(id).\(type.rawValue)"] = type == .choice ? ["slot", "value"] : ["slot"]
      }
    }
    return names.mapValues { $0.union(["question"]) }
  }()

  public static var ids: [String] { placeholders.keys.sorted() }
}
