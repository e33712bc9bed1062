import DialogDSL
import Testing

@testable import Hearing

@Suite struct LanguageTests {
  @Test(arguments: BuiltInLanguage.all)
  func `a language file has the texts that a script may reword, and no others`(language: BuiltInLanguage) {
    let data = LanguageData.data(for: LocaleTag(language: language.code, region: "US"))
    #expect(data.textIDs == BuiltInText.ids)
  }

  @Test(arguments: BuiltInLanguage.all)
  func `every placeholder in a built-in text is one that is filled in`(language: BuiltInLanguage) {
    let data = LanguageData.data(for: LocaleTag(language: language.code, region: "US"))
    for id in data.textIDs {
      for match in data.texts(id).joined().matches(of: /\{([a-z]+)\}/) {
        #expect(BuiltInText.placeholders[id]?.contains(String(match.1)) == true, "\(id): \(match.0)")
      }
    }
  }

  @Test func `a language without a file of its own has the standard one's words`() {
    #expect(LanguageData.data(for: LocaleTag(language: "cy", region: "GB")).texts("goodbye") == ["Goodbye."])
  }

  @Test(arguments: [
    ("en-US", "en-US"), ("EN-us", "en-US"), ("nl_NL", "nl-NL"), ("english", nil), ("en", nil), ("en-", nil),
    ("e-US", nil), ("en-USA", nil), ("en--US", nil), ("-en-US", nil), ("", nil),
  ])
  func `a locale is a language and a region`(text: String, expected: String?) {
    #expect(LocaleTag(text)?.description == expected)
  }
}
