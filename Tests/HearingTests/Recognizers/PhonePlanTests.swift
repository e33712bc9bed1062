import Testing

@testable import Hearing

@Suite struct PhonePlanTests {
  /// Country, national number, kind, groups.
  static let numbers: [(region: String, national: String, kind: String, groups: String)] = [
    ("US", "2015550123", "geographic", "201 555 0123"), ("CA", "5062345678", "geographic", "506 234 5678"),
    ("US", "8002345678", "toll_free", "800 234 5678"), ("PR", "7872345678", "geographic", "787 234 5678"),
    ("US", "9002345678", "premium", "900 234 5678"), ("US", "5002345678", "personal", "500 234 5678"),
    ("GB", "2079460018", "geographic", "20 7946 0018"), ("GB", "1212345678", "geographic", "121 234 5678"),
    ("GB", "1632960123", "geographic", "1632 960 123"), ("GB", "120412345", "geographic", "1204 12345"),
    ("GB", "7400123456", "mobile", "7400 123 456"), ("GB", "8001234567", "toll_free", "800 123 4567"),
    ("GB", "9012345678", "premium", "901 234 5678"), ("GB", "7012345678", "personal", "70 1234 5678"),
    ("GB", "5612345678", "voice_over_ip", "56 1234 5678"), ("AU", "212345678", "geographic", "2 1234 5678"),
    ("AU", "412345678", "mobile", "412 345 678"), ("AU", "1800123456", "toll_free", "1800 123 456"),
    ("AU", "1300123456", "local_rate", "1300 123 456"), ("AU", "131234", "local_rate", "13 12 34"),
    ("IN", "8123456789", "mobile", "81234 56789"), ("IN", "1123456789", "geographic", "11 2345 6789"),
    ("IN", "1800123456", "toll_free", "1800 123 456"), ("MX", "2221234567", "geographic", "222 123 4567"),
    ("MX", "5512345678", "geographic", "55 1234 5678"), ("MX", "8001234567", "toll_free", "800 123 4567"),
    ("ES", "612345678", "mobile", "612 34 56 78"), ("ES", "810123456", "geographic", "810 12 34 56"),
    ("ES", "800123456", "toll_free", "800 123 456"), ("ES", "901123456", "shared_cost", "901 123 456"),
    ("DE", "30123456", "geographic", "30 123 456"), ("DE", "15123456789", "mobile", "1512 345 6789"),
    ("DE", "8001234567", "toll_free", "800 123 4567"), ("DE", "70012345678", "personal", "700 1234 5678"),
    ("FR", "123456789", "geographic", "1 23 45 67 89"), ("FR", "612345678", "mobile", "6 12 34 56 78"),
    ("FR", "801234567", "toll_free", "801 23 45 67"), ("FR", "912345678", "voice_over_ip", "9 12 34 56 78"),
    ("IT", "0212345678", "number", "021 234 5678"), ("IE", "850123456", "number", "850 123 456"),
    ("NZ", "211234567", "number", "211 234 567"), ("JP", "9012345678", "number", "901 234 5678"),
  ]

  @Test(arguments: numbers)
  func knowsTheKindAndGroups(_ number: (region: String, national: String, kind: String, groups: String)) {
    let plan = PhonePlan.plan(for: number.region)
    #expect(plan.kind(of: number.national) == number.kind)
    #expect(plan.groups(of: number.national).joined(separator: " ") == number.groups)
  }

  @Test(arguments: [
    ("US", "1105550123"), ("US", "2911555012"), ("US", "9115550123"), ("US", "201555012"), ("GB", "0123456789"),
    ("GB", "770090012"), ("AU", "612345678"), ("IN", "012345678"), ("MX", "1551234567"), ("ES", "512"),
    ("ES", "312345678"), ("DE", "0301"), ("FR", "012345678"),
  ])
  func knowsWhatIsNoNumber(_ region: String, _ national: String) {
    #expect(PhonePlan.plan(for: region).kind(of: national) == nil)
  }

  /// Digits that no plan knows are grouped all the same, and none gets lost.
  @Test(arguments: ["1", "12", "12345", "123456", "12345678", "123456789012345", "12345678901234567890"])
  func groupsUnknownNumbers(_ digits: String) {
    #expect(PhonePlan.plan(for: "US").groups(of: digits).joined() == digits)
  }

  @Test(arguments: [
    ("+15035550134", "1", "5035550134"), ("+447700900123", "44", "7700900123"), ("+353850123456", "353", "850123456"),
    ("+79123456789", "7", "9123456789"), ("971501234567", "971", "501234567"),
  ])
  func findsTheCountryCode(_ number: String, _ code: String, _ national: String) throws {
    let split = try #require(PhonePlan.split(number))
    #expect(split.plan.countryCode == code)
    #expect(split.national == national)
  }

  @Test func sharesPlansAmongCountries() {
    #expect(PhonePlan.plan(for: "JM").countryCode == "1")
    #expect(PhonePlan.plan(for: "IM").trunk == "0")
    #expect(PhonePlan.plan(for: "KZ").countryCode == "7")
    #expect(PhonePlan.split("+999123") == nil)
  }
}
