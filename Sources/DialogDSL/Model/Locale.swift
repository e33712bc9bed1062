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
  public var builtInLanguage: BuiltInLanguage? { BuiltInLanguage(rawValue: language) }

  public var description: String { "\(language)-\(region)" }
}

/// The languages that have a file of words, phrases and texts (Interpreter/Locales). Adding one is adding its file and
/// its case.
public enum BuiltInLanguage: String, Sendable, Hashable, CaseIterable {
  case english = "en"

  public static let standard = BuiltInLanguage.english
}

/// The texts that every language brings along: by id, what code fills in for `{name}` in them. `texts` in a script says
/// them in other words (language.md §4).
public enum BuiltInText {
  public static let placeholders: [String: Set<String>] = {
    var names: [String: Set<String>] = [
      "confirm": ["slot", "value"], "suggest.phone": ["slot", "value"], "suggest.other": ["slot", "value"],
      "echo": ["value"], "partial.digits": ["slot", "value"], "partial.phone": ["slot", "value"],
      "ambiguous": ["slot", "first", "second"], "ambiguous_time": ["slot", "first", "second"], "not_allowed": ["slot"],
      "ambiguous_flow": ["value"], "not_listed": ["slot"],
    ]
    for id in [
      "what_to_change", "no_match", "unclear", "silence", "help", "wait", "cancelled", "start_over", "no_human",
      "goodbye", "limit", "give_up", "trouble", "tool_failed", "more", "slower", "skip_required", "back",
      "back_nowhere",
    ] {
      names[id] = []
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
