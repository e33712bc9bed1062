import DialogDSL

/// What is customary in a country, whatever language is spoken there: CLocales/data/regions.
package struct Region: Sendable {
  let hasMonthFirst: Bool
  /// ISO 4217: what a bare amount is in.
  package let currency: String

  /// nil for a country that is not in the data.
  package static func of(_ code: String) -> Region? { all[code] }

  /// The tree of all files about countries, for those who read their own part of it.
  static let file = LanguageFile(BuiltInLanguage.regions)

  private static let all: [String: Region] = Dictionary(
    file["countries"].pairs.map { ($0.key, Region($0.value)) }, uniquingKeysWith: { first, _ in first })

  private init(_ file: LanguageFile) {
    hasMonthFirst = file["dates"].text == "month_first"
    currency = file["currency"].text
  }
}
