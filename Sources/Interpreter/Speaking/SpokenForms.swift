import DialogDSL
import Hearing

/// How values are said in a locale: written so that a speech synthesiser reads them right and a test's author can
/// read them too (reference: Retell, "Writing text that is spoken").
struct SpokenForms {
  let locale: LocaleTag
  let today: CivilDate
  /// How choices are called where the script says it, by value.
  let choiceNames: [String: String]
  let words: SpeechWords

  init(locale: LocaleTag, today: CivilDate, choiceNames: [String: String] = [:]) {
    self.locale = locale
    self.today = today
    self.choiceNames = choiceNames
    words = LanguageData.data(for: locale).speech
  }

  /// "" for `.none`. A type that is unknown at load leaves the choice to the value.
  func spoken(_ value: Value, as type: ValueType) -> String {
    switch value {
    case .none: ""
    case .bool(let flag): flag ? words.yes : words.no
    case .number(let number): self.number(number, as: type)
    case .text(let text): self.text(text, as: type)
    case .date(let date): self.date(date)
    case .time(let time): self.time(time)
    case .dateTime(let moment):
      words.moment.filling("{date}", with: date(moment.date)).filling("{time}", with: time(moment.time))
    case .duration(let duration): self.duration(duration)
    case .list(let items): list(items.map { spoken($0, as: element(of: type)) }, isAlternative: false)
    case .map(let members):
      if case .slot(let type) = type, !type.parts.isEmpty { parts(members, of: type) } else { value.description }
    }
  }

  private func element(of type: ValueType) -> ValueType { if case .list(let element) = type { element } else { .any } }

  private func text(_ text: String, as type: ValueType) -> String {
    switch type {
    case .slot(.phone): phone(text)
    case .slot(.digits): digits(text)
    case .slot(.alphanumeric): code(text)
    case .slot(.email): email(text)
    case .slot(.postalCode): postalCode(text)
    case .slot(.choice): choiceNames[text] ?? text.withSpaces
    default: text
    }
  }

  // MARK: numbers

  private func number(_ number: DecimalNumber, as type: ValueType) -> String {
    switch type {
    case .slot(.percent): words.percent.filling("{number}", with: self.number(number))
    case .slot(.ordinal): number.integer.map(ordinal) ?? self.number(number)
    default: self.number(number)
    }
  }

  func number(_ number: DecimalNumber) -> String {
    let text = number.description
    return text.hasPrefix("-") ? "\(words.minus) \(text.dropFirst())" : text
  }

  func ordinal(_ number: Int) -> String { words.ordinal(number) }

  // MARK: lists and phrases

  func list(_ items: [String], isAlternative: Bool) -> String {
    items.listed(with: isAlternative ? words.or : words.and)
  }

  func withArticle(_ text: String) -> String { "\(words.articles.article(before: text)) \(text)" }

  /// Months as years and months, days as they are, seconds as hours, minutes and seconds.
  func duration(_ span: CalendarDuration) -> String {
    let parts: [(Int, SpeechWords.Noun)] = [
      (span.months / 12, words.years), (span.months % 12, words.spanMonths), (span.days, words.days),
      (span.seconds / 3600, words.hours), (span.seconds / 60 % 60, words.minutes), (span.seconds % 60, words.seconds),
    ]
    let spoken = parts.filter { $0.0 != 0 }.map { count, noun in
      "\(number(DecimalNumber(count))) \(count.magnitude == 1 ? noun.one : noun.many)"
    }
    return spoken.isEmpty ? "0 \(words.minutes.many)" : list(spoken, isAlternative: false)
  }
}
