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
    ("Lessons are between 40 and 350 dollars.", "A lesson is 40 dollars, a course 350 dollars."),
    ("It costs forty.", "A lesson is $40."),
    ("It is forty dollars and fifty cents.", "A lesson is $40.50."),
    ("It takes an hour.", "A lesson takes an hour."),
    ("It takes 90 minutes.", "It takes 90 minutes."),
    ("A course has ten lessons.", "A course of ten costs 350 dollars."),
    ("That is ten percent off.", "ten percent off for students"),
    ("Breakfast is from seven to half past ten.", "Breakfast is served from seven to half past ten."),
    ("Please leave by eleven in the morning.", "Please leave the rooms by eleven in the morning."),
    ("You may come on Mondays.", "Monday to Friday"),
    ("We are closed in August.", "closed in August"),
    ("There is no charge for parking.", "There is no charge for parking."),
    ("We close at 5 pm on weekdays.", "We are open 9 to 5 on weekdays and 10 to 2 on Saturdays."),
    ("On Saturday we're open from ten to two.", "We are open 9 to 5 on weekdays and 10 to 2 on Saturdays."),
    ("We're open from 9 a.m. to 5 p.m.", "Mon-Fri 9-5, Sat 10-2."),
    ("We close at 6 pm.", "8am-6pm"),
    ("We're closed on Sundays.", "closed on Sunday"),
    ("The late fee is two percent per month.", "The late fee is 2 percent a month."),
    ("For prices, please call 503-555-0142.", "For prices call 503-555-0142."),
    ("You pay within 30 days.", "Payment is due within 30 days."),
    ("A double room costs 119 euros.", "Doubles are 119 euros."),
    ("If you cancel less than 24 hours ahead, the fee is $40.", "A fee of $40 applies within 24 hours."),
    ("You can turn off the lights.", course),
    ("No, there is no discount, a lesson costs 40 dollars.", course),
    ("Students get a 20 percent discount.", "Students: 20% off."),
    ("There's no charge for delivery.", "Delivery is free."),
    ("Delivery is at no extra cost.", "Delivery is included."),
    ("Sorry, lessons are not free.", course),
  ]

  @Test("The same in other words is grounded", arguments: grounded.indices)
  func isGrounded(index: Int) {
    let (said, told) = Self.grounded[index]
    #expect(groundless(said, told: told) == [], "\(said) | \(told)")
  }

  private static let course = "A lesson costs 40 dollars. A course of ten costs 350 dollars."

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
    ("It costs between 40 and 500 dollars.", course),
    ("It costs 40 to 50 dollars.", course),
    ("It costs 40-50 dollars.", course),
    ("It costs 40 or 500 dollars.", course),
    ("Ten percent off for you.", course),
    ("That will be 40 percent off.", course),
    ("We open at ten.", course),
    ("We open at 10 am.", course),
    ("We close at ten in the evening.", course),
    ("Lessons are at ten forty.", course),
    ("It costs ten.", course),
    ("It costs 40 thousand.", course),
    ("Cancel 10 days before.", course),
    ("It takes ten hours.", course),
    ("There is no charge for that.", course),
    ("It costs nothing.", course),
    ("It costs double.", course),
    ("It is twice 40 dollars.", course),
    ("It costs 40 dollars less.", course),
    ("It costs ½ of that.", course),
    ("It costs ٤٠ dollars.", course),
    ("Come in March.", course),
    ("We are closed on Sundays.", "Monday to Friday"),
    ("Ask for dr miller.", course),
    ("There are a dozen teachers.", course),
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
    let course = "Una clase cuesta 40 pesos. Un curso de diez cuesta 350 pesos."
    #expect(groundless("Cuesta entre 40 y 350 pesos.", told: course, spanish) == [])
    #expect(groundless("Cerramos a las seis de la tarde.", told: "de 9 a 18 horas", spanish) == [])
    #expect(groundless("Los precios incluyen 16% de IVA.", told: "más 16 por ciento de IVA", spanish) == [])
    for said in [
      "Cuesta entre 40 y 500 pesos.", "No cuesta nada.", "Es sin costo.", "Cuesta el doble.", "Abrimos a las diez.",
      "Diez por ciento de descuento.", "Abrimos en marzo.", "Hay una docena de maestros.",
    ] {
      #expect(groundless(said, told: course, spanish) != [], "\(said)")
    }
  }
}
