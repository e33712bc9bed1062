import DialogDSL
import Testing

@testable import Interpreter

@Suite struct SpeakingTests {
  @Test(arguments: SampleCall.rows(SpeakingTable.american)) func american(template: String, expected: String) {
    #expect(SampleCall.rendered(template) == expected)
  }

  @Test(arguments: SampleCall.rows(SpeakingTable.british)) func british(template: String, expected: String) {
    #expect(SampleCall.rendered(template, region: "GB") == expected)
  }

  @Test(arguments: SampleCall.rows(SpeakingTable.canonical)) func canonical(template: String, expected: String) {
    #expect(SampleCall.rendered(template, .canonical) == expected)
  }

  @Test(arguments: [
    ("+12125550123", "US", "two one two - five five five - oh one two three"),
    ("+447700900123", "GB", "oh seven seven oh oh - nine oh oh - one two three"),
    ("+61412345678", "AU", "oh four one two - three four five - six seven eight"),
    ("+61298765432", "AU", "oh two - nine eight seven six - five four three two"),
    ("+919876543210", "IN", "nine eight seven six five - four three two one oh"),
    ("+34612345678", "ES", "six one two - three four - five six - seven eight"),
    ("+4930123456", "FR", "plus four nine - three oh - one two three - four five six"),
    ("+35312345678", "US", "plus three five three - one two three - four five six - seven eight"),
    ("5035550123", "US", "five oh three - five five five - oh one two three"),
    ("+", "US", ""),
    ("", "US", ""),
  ])
  func `phone numbers are grouped as in their country`(number: String, region: String, expected: String) {
    let forms = SpokenForms(
      locale: LocaleTag(language: "en", region: region), today: CivilDate(year: 2026, month: 3, day: 2)!)
    #expect(forms.phone(number) == expected)
  }
}

private enum SpeakingTable {
  static let american = """
    And what time on {{ day }}? => And what time on Tuesday, March 10th?
    {{ day }} at {{ time }} => Tuesday, March 10th at 2:30 PM
    {{ today }} => Monday, March 2nd
    {{ today + 1 day }} => Tuesday, March 3rd
    {{ today + 1 year }} => Tuesday, March 2nd, 2027
    {{ today - 3 months }} => Tuesday, December 2nd, 2025
    {{ '2026-04-11' | date }} => Saturday, April 11th
    {{ '2026-05-12' | date }} => Tuesday, May 12th
    {{ '2026-06-13' | date }} => Saturday, June 13th
    {{ '2026-07-21' | date }} => Tuesday, July 21st
    {{ '2026-08-22' | date }} => Saturday, August 22nd
    {{ '2026-09-23' | date }} => Wednesday, September 23rd
    {{ '2026-10-31' | date }} => Saturday, October 31st
    {{ booking.day | date }} => Wednesday, March 11th
    {{ booking.day }} => 2026-03-11
    {{ now }} => Monday, March 2nd at 9:05 AM
    {{ '00:00' | time }} => midnight
    {{ '00:05' | time }} => 12:05 AM
    {{ '09:00' | time }} => 9 AM
    {{ '11:59' | time }} => 11:59 AM
    {{ '12:00' | time }} => noon
    {{ '12:15' | time }} => 12:15 PM
    {{ '17:00' | time }} => 5 PM
    {{ day | near(today) }} => Tuesday, March 10th
    {{ today | near(today) }} => today
    {{ (today + 1 day) | near(today) }} => tomorrow
    {{ (today - 1 day) | near(today) }} => yesterday
    {{ (today + 2 days) | near(today) }} => Wednesday
    {{ (today + 6 days) | near(today) }} => Sunday
    {{ (today + 7 days) | near(today) }} => Monday, March 9th
    {{ (today - 2 days) | near(today) }} => Saturday, February 28th
    {{ day | near(day) }} => the same day
    {{ (booking.day | date) | near(day) }} => the next day
    {{ phone }} => five oh three - five five five - oh one two three
    {{ abroad }} => plus four four - two oh - seven nine four six - oh oh one eight
    {{ phone | last(4) | digits }} => zero one two three
    {{ phone | digits }} => plus one five - zero three five - five five zero - one two three
    {{ pin }} => four zero seven - zero one two
    {{ '12' | digits }} => one two
    {{ '1234' | digits }} => one two three four
    {{ '12345' | digits }} => one two three - four five
    {{ '1234567' | digits }} => one two three - four five six seven
    {{ '12345678' | digits }} => one two three four - five six seven eight
    {{ 42 | digits }} => four two
    {{ booking.code | digits }} => K seven
    {{ booking.code | spell }} => K 7
    {{ booking.code | spell('nato') }} => K as in Kilo, 7
    {{ first_name | spell }} => M A R I A
    {{ 'Ann Lee' | spell }} => A N N - L E E
    {{ 'a.b@c' | spell }} => A dot B at C
    {{ "O'Neil" | spell }} => O apostrophe N E I L
    {{ 'é1' | spell('nato') }} => É, 1
    {{ service }} => check up
    {{ service | title }} => Check Up
    {{ service | a }} => a check up
    {{ 'hour' | a }} => an hour
    {{ 'university' | a }} => a university
    {{ 'uninsured patient' | a }} => an uninsured patient
    {{ 'apple' | a }} => an apple
    {{ 'one-way trip' | a }} => a one-way trip
    {{ 'European' | a }} => a European
    {{ 'MRI' | a }} => an MRI
    {{ 'CT scan' | a }} => a CT scan
    {{ '8 AM slot' | a }} => an 8 AM slot
    {{ '18' | a }} => an 18
    {{ 'user' | a }} => a user
    {{ 'umbrella' | a }} => an umbrella
    {{ 'X-ray' | a }} => an X-ray
    {{ party }} => 3
    {{ -party }} => minus 3
    {{ price }} => 12.5
    {{ price | money }} => $12.50
    {{ 12 | money }} => $12
    {{ -5 | money }} => -$5
    {{ 12.99 | money('EUR') }} => €12.99
    {{ 7 | money('CHF') }} => 7 CHF
    {{ booking.fee | money }} => $40
    {{ 1 | ordinal }} => 1st
    {{ 2 | ordinal }} => 2nd
    {{ 3 | ordinal }} => 3rd
    {{ 4 | ordinal }} => 4th
    {{ 11 | ordinal }} => 11th
    {{ 12 | ordinal }} => 12th
    {{ 13 | ordinal }} => 13th
    {{ 21 | ordinal }} => 21st
    {{ 111 | ordinal }} => 111th
    {{ day.day | ordinal }} => 10th
    {{ names }} => Ann, Bob and Cy
    {{ names | list }} => Ann, Bob and Cy
    {{ names | list('or') }} => Ann, Bob or Cy
    {{ names | first(2) | list('or') }} => Ann or Bob
    {{ names | first(1) | list }} => Ann
    {{ [] | list }}. => .
    {{ days }} => Tuesday, March 3rd
    {{ ['2026-03-03', day] }} => 2026-03-03 and Tuesday, March 10th
    {{ sure }} => yes
    {{ not sure }} => no
    {{ day - today }} => 8 days
    {{ 1 day }} => 1 day
    {{ 90 minutes }} => 1 hour and 30 minutes
    {{ 14 months }} => 1 year and 2 months
    {{ 0 minutes }} => 0 minutes
    {{ party }} {{ party | plural('slot', 'slots') }} => 3 slots
    Hi{% if first_name %}, {{ first_name }}{% endif %}! => Hi, Maria!
    Hi{% if nickname %}, {{ nickname }}{% endif %}! => Hi!
    {% if email %}a{% elif sure %}b{% else %}c{% endif %} => b
    {% if email %}a{% elif nickname %}b{% else %}c{% endif %} => c
    {% if sure %}{% if email %}a{% else %}b{% endif %}{% endif %}c => bc
    Your mail is {{ email | default('unknown') }}. => Your mail is unknown.
    [{{ email }}] => []
    a{# a remark {{ x }} #}b => ab
    {{ question }} => And what time?
    {{ call.from_number }} => +15035550100
    A { brace } and % sign => A { brace } and % sign
    {{ fee }} => $12.50
    {{ due }} => 40 Canadian dollars
    {{ tip }} => $1
    {{ fee | money }} => $12.50
    {{ due | money }} => 40 Canadian dollars
    {{ tip | money('GBP') }} => £1
    {{ 1 | money('CAD') }} => 1 Canadian dollar
    {{ 1 | money('CHF') }} => 1 CHF
    {{ fee.amount }} => 12.5
    {{ stay }} => from Tuesday, March 10th to Thursday, March 12th
    {{ stay.from }} => Tuesday, March 10th
    {{ window }} => from 4 PM on
    {{ early }} => until 9:30 AM
    [{{ window.to }}] => []
    {{ span }} => 1 hour and 30 minutes
    {{ fever }} => 38.5 degrees Celsius
    {{ baby }} => 18 months old
    the {{ rank }} => the 3rd
    {{ rate }} => 12.5 percent
    {{ ticket }} => K, B as in Bravo, 7 4 1 2 - 3 4 5 6
    {{ ticket | spell }} => K B 7 4 1 2 3 4 5 6
    {{ mail }} => J R underscore 4 2 dot lopez at mail dot co dot U K
    {{ zip }} => six two seven oh one - one two three four
    {{ postcode }} => S W 1 A - 1 A A
    {{ home }} => 12 Elm Street, Apt 4, Springfield, IL, six two seven oh one
    {{ home.city }} => Springfield
    """

  static let british = """
    {{ day }} => Tuesday the 10th of March
    {{ today + 1 year }} => Tuesday the 2nd of March 2027
    {{ time }} => 2:30 PM
    {{ 12.5 | money }} => £12.50
    {{ phone }} => plus one - five oh three - five five five - oh one two three
    {{ abroad }} => oh two oh - seven nine four six - oh oh one eight
    {{ (today + 1 day) | near(today) }} => tomorrow
    {{ fee }} => 12.50 US dollars
    {{ tip }} => £1
    """

  static let canonical = """
    {{ day }} => 2026-03-10
    {{ time }} => 14:30
    {{ phone }} => +15035550123
    {{ sure }} => true
    {{ price }} => 12.5
    {{ service }} => check_up
    [{{ email }}] => []
    {{ names }} => Ann, Bob, Cy
    {{ booking.code | spell }} => K 7
    {{ booking.day | date }} => 2026-03-11
    {% if sure %}{{ pin }}{% endif %} => 407012
    {{ fee }} => 12.5 USD
    {{ tip }} => 1
    {{ stay }} => 2026-03-10/2026-03-12
    {{ window }} => 16:00/..
    {{ early }} => ../09:30
    {{ span }} => PT1H30M
    {{ fever }} => 38.5 celsius
    {{ baby }} => 18 month
    {{ home }} => 12 Elm Street, Apt 4, Springfield, IL 62701
    {{ zip }} => 62701-1234
    """
}

@Suite struct ChoiceNameTests {
  @Test func `choices are said by their names`() {
    let forms = SpokenForms(
      locale: .standard, today: CivilDate(year: 2026, month: 3, day: 2)!, choiceNames: ["red": "rouge"])
    #expect(forms.spoken(.text("red"), as: .slot(.choice)) == "rouge")
    #expect(forms.spoken(.text("dark_red"), as: .slot(.choice)) == "dark red")
    #expect(forms.spoken(.text("red"), as: .text) == "red")
  }
}
