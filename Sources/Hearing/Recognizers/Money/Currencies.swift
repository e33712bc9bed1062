/// Currencies as they are written, and which of those that share a name is meant in a country: `currencies` of the
/// files about countries.
struct Currencies: Sendable {
  /// A currency or a family of them (`dollar`), by its name in the data.
  typealias Name = String

  let signs: [Unicode.Scalar: Name]
  /// Letters beside a dollar sign.
  let dollars: [String: Name]
  /// Letters beside an amount.
  let letters: [String: Name]
  /// Letters after an amount in hundredths.
  let smallLetters: [String: Name]
  let codes: [String]
  let doubtfulCodes: Set<String>
  let aliases: [String: String]
  let scaledCodes: [String]
  let codeScales: [(key: String, value: Int)]
  private let families: [Name: [String]]

  static let all = Currencies(Region.file["currencies"])

  private init(_ file: LanguageFile) {
    func table(_ key: String) -> [String: String] {
      Dictionary(file[key].pairs.map { ($0.key, $0.value.text) }, uniquingKeysWith: { first, _ in first })
    }
    signs = Dictionary(
      table("signs").map { ($0.key.unicodeScalars.first!, $0.value) }, uniquingKeysWith: { first, _ in first })
    dollars = table("dollars")
    letters = table("letters")
    smallLetters = table("small_letters")
    codes = file["codes"].items
    doubtfulCodes = Set(file["doubtful_codes"].items)
    aliases = table("aliases")
    scaledCodes = file["scaled_codes"].items
    codeScales = file["code_scales"].numbers
    families = Dictionary(
      file["families"].pairs.map { ($0.key, $0.value.items) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a currency is one of those that share a name.
  func isMember(_ code: Name, of family: Name) -> Bool { families[family]?.contains(code) ?? false }

  /// The ISO 4217 code of a currency or family, in a country whose currency is `own`.
  func code(_ name: Name, own: String?) -> String {
    guard let family = families[name] else { return aliases[name] ?? name }
    return own.flatMap { family.contains($0) ? $0 : nil } ?? family[0]
  }
}
