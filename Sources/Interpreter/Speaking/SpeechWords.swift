/// A language's words for values.
struct SpeechWords: Sendable {
  /// Monday first.
  var weekdays: [String]
  var months: [String]
  /// `0` … `9`, one by one.
  var digits: [String]
  /// How a zero is said within a phone number.
  var phoneZero: String
  var yes: String
  var no: String
  var and: String
  var or: String
  /// Between a date and its time.
  var at: String
  var noon: String
  var midnight: String
  var morning: String
  var afternoon: String
  var minus: String
  var plus: String
  var yesterday: String
  var today: String
  var tomorrow: String
  var sameDay: String
  var nextDay: String
  var years: Noun
  var spanMonths: Noun
  var days: Noun
  var hours: Noun
  var minutes: Noun
  var seconds: Noun
  /// Signs within a spelled word.
  var signs: [Character: String]
  /// Between a letter and its word: "K as in Kilo".
  var asIn: String
  /// `a` … `z`.
  var nato: [String]

  struct Noun: Sendable {
    var one: String
    var many: String

    init(_ one: String, _ many: String) {
      self.one = one
      self.many = many
    }
  }
}
