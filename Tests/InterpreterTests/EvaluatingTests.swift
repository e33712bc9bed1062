import DialogDSL
import Testing

@testable import Interpreter

@Suite struct EvaluatingTests {
  private func check(_ expression: String, _ expected: String) throws {
    let typed = try #require(SampleCall.parsed(expression))
    let value = Evaluator(in: SampleCall()).value(of: typed.expression)
    #expect((value == .none ? "none" : value.description) == expected, "\(expression)")
  }

  @Test(arguments: SampleCall.rows(EvaluatingTable.numbers)) func numbers(expression: String, expected: String) throws {
    try check(expression, expected)
  }

  @Test(arguments: SampleCall.rows(EvaluatingTable.logic)) func logic(expression: String, expected: String) throws {
    try check(expression, expected)
  }

  @Test(arguments: SampleCall.rows(EvaluatingTable.daysAndTimes)) func daysAndTimes(
    expression: String, expected: String
  ) throws {
    try check(expression, expected)
  }

  @Test(arguments: SampleCall.rows(EvaluatingTable.values)) func values(expression: String, expected: String) throws {
    try check(expression, expected)
  }

  @Test func `references are listed once, in order of mention`() throws {
    let expression = try #require(SampleCall.parsed("phone if day > today else (call.x ~ day) | default(booking.code)"))
    #expect(
      expression.expression.references
        == [.slot("phone"), .slot("day"), .today, .call, .saved("booking")])
  }
}

private enum EvaluatingTable {
  static let numbers = """
    1 => 1
    1 + 2 => 3
    1 + 2 * 3 => 7
    (1 + 2) * 3 => 9
    10 - 4 - 3 => 3
    2 * 3 % 4 => 2
    7 % 3 => 1
    -7 % 3 => 2
    7 / 2 => 3.5
    1 / 3 => 0.333333
    1 / 0 => none
    1 % 0 => none
    0.1 + 0.2 => 0.3
    0.1 + 0.2 == 0.3 => true
    1.50 => 1.5
    -3 => -3
    --3 => 3
    -party => -3
    -(1 + 2) => -3
    2 - -1 => 3
    huge + 1 => none
    huge * 2 => none
    -huge - 2 => none
    huge + 1 == 1 => false
    huge + 1 != 1 => false
    party + 1 => 4
    party * price => 37.5
    party == 3 => true
    party == 3.0 => true
    party >= 3 => true
    party > 3 => false
    party <= 3 => true
    party < 3 => false
    party != 3 => false
    price == 12.50 => true
    fee > 12 => true
    fee * 2 => 25
    fee + tip => 13.5
    fee < due => true
    fee == due => false
    fee == fee => true
    fee != 12.5 => false
    fee.currency == 'USD' => true
    fever >= 38 => true
    baby > 1 => true
    baby < 2 => true
    baby.years => 1.5
    baby.value => 18
    rate > 10 => true
    rank == 3 => true
    later > today => false
    tries > 1 => true
    1 ~ 2 => 12
    (1 + 1) ~ 2 => 22
    1 ~ 2 * 3 => 16
    - 2 + 3 => 1
    call.vars.visits > 3 => true
    call.vars.visits + 1 => 5
    call.vars.visits == 4 => true
    call.vars.visits in [3, 4] => true
    call.vars.missing > 3 => false
    call.vars.since + 1 => none
    """

  static let logic = """
    true => true
    not true => false
    not not true => true
    true and false => false
    true or false => true
    false or true and false => false
    (false or true) and true => true
    not false and true => true
    not (true and false) => true
    sure => true
    not sure => false
    sure and party == 3 => true
    sure == true => true
    1 < 2 and 2 < 3 => true
    1 == 1 or 1 / 0 == 1 => true
    email or 'nobody' => nobody
    nickname or 'friend' => friend
    first_name or 'friend' => Maria
    first_name and 'yes' => yes
    nickname and 'yes' =>
    not nickname => true
    not names => false
    not 0 => false
    email is filled => false
    email is empty => true
    email is not filled => true
    email is not empty => false
    nickname is filled => false
    first_name is filled => true
    day is filled => true
    not day is filled => false
    [] is empty => true
    [1] is empty => false
    call.nothing is empty => true
    call.from_number is filled => true
    email == 'x' => false
    email != 'x' => false
    not email == 'x' => true
    email in ['x'] => false
    email not in ['x'] => false
    'x' in email => false
    later > today => false
    later <= today => false
    later == later => false
    1 if sure else 2 => 1
    1 if not sure else 2 => 2
    1 if email else 2 if sure else 3 => 2
    (1 if sure else 2) + 1 => 2
    'a' if party > 2 and sure else 'b' => a
    none => none
    none if sure else 1 => none
    service == 'check_up' => true
    service != 'check_up' => false
    service in ['cleaning', 'check_up'] => true
    service not in ['cleaning', 'check_up'] => false
    3 in [1, 2, 3] => true
    4 in [] => false
    'ari' in first_name => true
    'x' in first_name => false
    '' in first_name => true
    'vars' in call => true
    'code' in booking => true
    'cod' not in booking => true
    [1, 2] == [1, 2] => true
    [1, 2] == [2, 1] => false
    call.vars.member == true => true
    call.vars == 1 => false
    call.vars != 1 => true
    """

  static let daysAndTimes = """
    stay.to - stay.from => P2D
    day in stay => true
    '2026-03-13' in stay => false
    '2026-03-13' not in stay => true
    '15:59' in window => false
    '23:00' in window => true
    '06:00' in early => true
    time in early => false
    span > 1 hour => true
    span == 90 minutes => true
    span * 2 => PT3H
    2 years + 3 months + 4 days + 5 hours + 6 minutes + 7 seconds => P2Y3M4DT5H6M7S
    now > '2026-03-02T09:00' => true
    today => 2026-03-02
    now => 2026-03-02T09:05
    now.date == today => true
    now.time => 09:05
    now.time.hour => 9
    day => 2026-03-10
    day.weekday => tuesday
    day.weekday == 'tuesday' => true
    day.weekday not in ['saturday', 'sunday'] => true
    day.day => 10
    day.month => 3
    day.year => 2026
    time.hour => 14
    time.minute => 30
    day > today => true
    day == '2026-03-10' => true
    day in ['2026-12-25', '2026-03-10'] => true
    '2026-03-09' < day => true
    time >= '14:30' => true
    time < '9:00' => false
    today + 2 weeks => 2026-03-16
    today + 1 day => 2026-03-03
    today - 2 days => 2026-02-28
    today + 1 month => 2026-04-02
    today + 1 year => 2027-03-02
    today + 1 month - 2 days => 2026-03-31
    2 weeks + today => 2026-03-16
    today + (party) days => 2026-03-05
    today + (party + 1) weeks => 2026-03-30
    today + 24 hours => 2026-03-03
    today + 90 minutes => 2026-03-02
    today - 1 hour => 2026-03-01
    day < today + 2 weeks => true
    day - today => P8D
    day - today < 3 days => false
    day - today == 8 days => true
    day - today <= 2 weeks => true
    time + 90 minutes => 16:00
    time + 1.5 hours => 16:00
    time + 12 hours => 02:30
    time - 15 hours => 23:30
    time - '12:00' => PT2H30M
    time - '12:00' > 2 hours => true
    now + 1 day => 2026-03-03T09:05
    now + 15 hours => 2026-03-03T00:05
    now - 10 hours => 2026-03-01T23:05
    now - now == 0 minutes => true
    1 day == 24 hours => true
    1 month > 30 days => true
    1 month < 31 days => true
    12 months == 1 year => true
    1 day + 2 hours => P1DT2H
    2 weeks - 1 day => P13D
    2 weeks * 2 => P28D
    3 * 2 days => P6D
    -(2 days) => P-2D
    -2 days => P-2D
    today + huge * 1 day => 9999-12-31
    today - (huge) days => 0001-01-01
    (huge) weeks => none
    later + 1 day => none
    later.weekday => none
    later - today < 3 days => false
    booking.day | date => 2026-03-11
    (booking.day | date).weekday => wednesday
    (booking.day | date) > day => true
    now | date => 2026-03-02
    now | time => 09:05
    '2026-03-11T14:30:00Z' | time => 14:30
    '2026-03-11T14:30:00Z' | date => 2026-03-11
    'soon' | date => none
    '14:30:00' | time => 14:30
    """

  static let values = """
    'a' => a
    "it's" => it's
    'it\\'s' => it's
    'a' ~ 'b' ~ 1 => ab1
    'on ' ~ day => on 2026-03-10
    'x' ~ email => x
    [1, 'a'] => 1, a
    [1, 2,] => 1, 2
    [1] + [2] => 1, 2
    names[0] => Ann
    names[-1] => Cy
    names[3] => none
    names[-4] => none
    names[0.5] => none
    names[tries] => Cy
    booking.code => K7
    booking['code'] => K7
    call.from_number => +15035550100
    call['from_number'] => +15035550100
    call.list[1] => 2
    call.a.b.c => none
    call.list.x => none
    question => And what time?
    names | count => 3
    first_name | count => 5
    names | first => Ann
    names | last => Cy
    names | first(2) => Ann, Bob
    names | last(2) => Bob, Cy
    names | last(9) | count => 3
    names | first(-1) | count => 0
    phone | last(4) => 0123
    phone | first(2) => +1
    first_name | first => M
    first_name | upper => MARIA
    first_name | lower => maria
    'mc donald-smith' | title => Mc Donald-Smith
    email | default('none given') => none given
    nickname | default('friend') => friend
    first_name | default('friend') => Maria
    email | upper => none
    email | default('x') | upper => X
    day | iso => 2026-03-10
    time | iso => 14:30
    phone | json => "+15035550123"
    email | json => null
    [1, true, 'a"b', day] | json => [1,true,"a\\"b","2026-03-10"]
    booking | json => {"code":"K7","day":"2026-03-11","fee":40}
    'a\\nb' | json => "a\\nb"
    -1 | json => -1
    1 | plural('slot', 'slots') => slot
    party | plural('slot', 'slots') => slots
    names | plural('name', 'names') => names
    """
}
