import DialogDSL
import Hearing
import Testing

/// What models say is compared with what they were told by the numbers, days, amounts, names and addresses in it.
@Suite struct MentionTests {
  private static let now = LocalTime(CivilDateTime(iso: "2026-03-02T09:00")!)

  private func groundless(_ said: String, told: String, _ locale: LocaleTag = .standard) -> [String] {
    let reader = MentionReader(locale: locale, now: Self.now)
    var facts = MentionedFacts()
    facts.add(told, by: reader)
    return reader.mentions(in: said).filter { !facts.hold($0) }.map { "\($0.kind) \($0.text)" }
  }

  static let grounded: [(said: String, told: String)] = [
    ("It costs 40 dollars.", "A lesson is $40."),
    ("It is forty dollars.", "A lesson is $40.00."),
    ("That is $1,250.", "1250 dollars"),
    ("We are open from nine to five.", "Hours: 9:00 to 17:00"),
    ("We close at half past five.", "until 17:30"),
    ("We close at 5 PM.", "until 5 p.m."),
    ("You have two dogs.", "There are 2 dogs."),
    ("It is on March 9th.", "on 2026-03-09"),
    ("It is on the ninth of March.", "March 9"),
    ("Come on Monday.", "Monday to Friday"),
    ("Maria is in.", "Our teachers are Maria Lopez and Jonas Keller."),
    ("Maria's lessons are good.", "Maria Lopez"),
    ("See example.com.", "https://www.example.com/prices"),
    ("Write to anna@example.com.", "anna@example.com"),
    ("One of our teachers will help you.", ""),
    ("We offer lessons. They are fun.", ""),
    ("I am sorry, we do not know.", ""),
    ("Our number is 503 555 0142.", "(503) 555-0142"),
    ("It is 20 percent.", "20%"),
    ("We are on the 2nd floor.", "second floor"),
    ("Parking is free.", "Parking is free behind the house."),
    ("Please feel free to call.", ""),
  ]

  @Test("The same in other words is grounded", arguments: grounded.indices)
  func isGrounded(index: Int) {
    let (said, told) = Self.grounded[index]
    #expect(groundless(said, told: told) == [], "\(said) | \(told)")
  }

  static let invented: [(said: String, told: String)] = [
    ("It costs 30 dollars.", "A lesson is $40."),
    ("It costs 40 euros.", "A lesson is $40."),
    ("It costs $40.50.", "A lesson is $40."),
    ("We are open until six.", "from 9:00 to 17:00"),
    ("You have three dogs.", "There are 2 dogs."),
    ("It is on March 10th.", "on 2026-03-09"),
    ("Come on Sunday.", "Monday to Friday"),
    ("Ask for Peter Miller.", "Our teachers are Maria Lopez and Jonas Keller."),
    ("Peter will help you.", "Maria Lopez"),
    ("Miller will help you.", "Maria Lopez"),
    ("See cheap-example.com.", "example.com"),
    ("Write to bob@example.com.", "anna@example.com"),
    ("Call 503 555 0143.", "(503) 555-0142"),
    ("It is 25 percent.", "20%"),
    ("We have a dozen and 7 of them.", "We have 9."),
    ("It takes 1234 minutes.", "about 12 minutes"),
    ("A lesson is free today.", "A lesson is $40."),
    ("Drinks are complimentary.", "Drinks cost 3 dollars."),
  ]

  @Test("What was not told has no ground", arguments: invented.indices)
  func isInvented(index: Int) {
    let (said, told) = Self.invented[index]
    #expect(groundless(said, told: told) != [], "\(said) | \(told)")
  }

  @Test("In Spanish, too")
  func spanish() {
    let spanish = LocaleTag(language: "es", region: "ES")
    #expect(groundless("Cuesta cuarenta euros.", told: "El precio es 40 euros.", spanish) == [])
    #expect(groundless("Cuesta treinta euros.", told: "El precio es 40 euros.", spanish) != [])
    #expect(groundless("Abrimos el lunes.", told: "de lunes a viernes", spanish) == [])
    #expect(groundless("Abrimos el domingo.", told: "de lunes a viernes", spanish) != [])
  }
}
