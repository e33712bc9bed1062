/// A language's words around a spoken phone number: `phone` of its file.
final class PhoneWords: Sendable {
  /// Before a country code.
  let plus: WordSet
  /// Said instead of a number: the one the caller is calling from.
  let ownNumber: WordSet
  let `extension`: WordSet
  let firstDigits: WordSet
  let lastDigits: WordSet
  /// After a number: it is an amount.
  let amounts: WordSet

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    plus = WordSet(file["plus"].items, &lexicon)
    ownNumber = WordSet(file["own_number"].items, &lexicon)
    self.extension = WordSet(file["extension"].items, &lexicon)
    firstDigits = WordSet(file["first_digits"].items, &lexicon)
    amounts = WordSet(file["amounts"].items, &lexicon)
    lastDigits = WordSet(file["last_digits"].items, &lexicon)
  }
}
