/// Elements of a page as text, every value escaped; well-formed as XML too, so that any parser can check it.
enum Markup {
  static func element(_ name: String, _ attributes: [(String, String)] = [], _ content: String) -> String {
    "<\(name)\(written(attributes))>\(content)</\(name)>"
  }

  /// Without content: `<line x1="0"/>`.
  static func empty(_ name: String, _ attributes: [(String, String)]) -> String { "<\(name)\(written(attributes))/>" }

  static func text(_ text: String) -> String { text.escapedForMarkup(keepsLines: true) }

  private static func written(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0.0)=\"\($0.1.escapedForMarkup(keepsLines: true))\"" }.joined()
  }
}
