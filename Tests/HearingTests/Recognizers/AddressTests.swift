import DialogDSL
import Testing

@testable import Hearing

@Suite struct AddressTests {
  @Test(
    arguments: AddressRow.rows(
      """
      42 Elm Street, Apt 3B, Springfield, IL 62701 => 42; Elm Street; Apartment 3B; Springfield; IL; 62701
      forty two Elm Street apartment three B Springfield Illinois six two seven oh one => 42; Elm Street; Apartment 3B; Springfield; IL; 62701
      my address is 1600 Pennsylvania Avenue NW, Washington, DC 20500 => 1600; Pennsylvania Avenue NW; -; Washington; DC; 20500
      PO Box 345, Madison, Wisconsin 53701 => -; PO Box 345; -; Madison; WI; 53701
      two twenty five west fifty second street new york => 225; West 52nd Street; -; New York
      221B Baker Street London => 221B; Baker Street; -; London
      12 St James Street, Burlington, Vermont => 12; St James Street; -; Burlington; VT
      42 Broadway, New York, NY 10013 => 42; Broadway; -; New York; NY; 10013
      it's 5 Oak Lane in Austin Texas => 5; Oak Lane; -; Austin; TX
      five hundred north Michigan Avenue Chicago => 500; North Michigan Avenue; -; Chicago
      twelve hundred main street dallas texas seven five two oh one => 1200; Main Street; -; Dallas; TX; 75201
      10 Highway 61, Vicksburg, Mississippi => 10; Highway 61; -; Vicksburg; MS
      7 Avenue B, New York => 7; Avenue B; -; New York
      18 w 4th st, minneapolis, mn 55401 => 18; W 4th Street; -; Minneapolis; MN; 55401
      two oh one north fourth street columbus ohio four three two one five => 201; North 4th Street; -; Columbus; OH; 43215
      five fifty five california street san francisco california => 555; California Street; -; San Francisco; CA
      9 Elm Grove Road, Portland, Oregon => 9; Elm Grove Road; -; Portland; OR
      suite 400, 1 Market Street, San Francisco, CA 94105 => 1; Market Street; Suite 400; San Francisco; CA; 94105
      30 Rockefeller Plaza, New York => 30; Rockefeller Plaza; -; New York
      seventeen hundred and one K street, Sacramento => 1701; K Street; -; Sacramento
      Elm Street 42, Springfield => 42; Elm Street; -; Springfield
      Springfield, 42 Elm Street => 42; Elm Street; -; Springfield
      one twenty third avenue => 120; 3rd Avenue…~ / 1; 23rd Avenue…~
      P O box 12 => -; PO Box 12…
      Springfield => -; -; -; Springfield…
      Springfield Illinois => -; -; -; Springfield; IL…
      the city is Boston => -; -; -; Boston…
      apartment 3B => -; -; Apartment 3B…
      apt twelve C => -; -; Apartment 12C…
      62701 => -; -; -; -; -; 62701…
      six two seven oh one => -; -; -; -; -; 62701…
      my zip code is 90210 => -; -; -; -; -; 90210…
      forty four => 44…
      the number is forty two => 42…
      on Elm Street => -; Elm Street…
      third floor, 18 king street => 18; King Street; Floor 3…
      nine nine nine oak court => 999; Oak Court…
      1 2 3 fake street => 123; Fake Street…
      [GB] Flat 2, 14 High Street, Leeds, LS1 4AP => 14; High Street; Flat 2; Leeds; -; LS1 4AP
      [GB] flat two fourteen high street leeds l s one four a p => 14; High Street; Flat 2; Leeds; -; LS1 4AP
      [GB] 10 Downing Street, London SW1A 2AA => 10; Downing Street; -; London; -; SW1A 2AA
      [GB] 14 High Street, Headingley, Leeds, West Yorkshire, LS6 3AA => 14; High Street; -; Leeds; West Yorkshire; LS6 3AA
      [GB] flat B, 27 Park Road, Bristol BS1 5TR => 27; Park Road; Flat B; Bristol; -; BS1 5TR
      [GB] Leeds => -; -; -; Leeds…
      [AU] unit 4/12 Smith Street, St Kilda, Victoria 3182 => 12; Smith Street; Unit 4; St Kilda; VIC; 3182
      [AU] 4/12 smith street richmond vic 3121 => 12; Smith Street; Unit 4; Richmond; VIC; 3121
      [AU] unit four twelve george street sydney new south wales two thousand => 12; George Street; Unit 4; Sydney; NSW; 2000
      [AU] PO Box 88, Darwin NT 0801 => -; PO Box 88; -; Darwin; NT; 0801
      [CA] 100 Queen Street West, Toronto, Ontario M5H 2N2 => 100; Queen Street West; -; Toronto; ON; M5H 2N2
      [CA] fifty five bay street toronto ontario => 55; Bay Street; -; Toronto; ON
      [CA] apartment five oh two, two hundred king street west, toronto, ontario => 200; King Street West; Apartment 502; Toronto; ON
      [IN] flat 12, 45 mahatma gandhi road, bengaluru, karnataka 560001 => 45; Mahatma Gandhi Road; Flat 12; Bengaluru; Karnataka; 560001
      [IN] plot 7, sector 18, noida, uttar pradesh 201301 => -; Sector 18; Plot 7; Noida; Uttar Pradesh; 201301
      [IN] 12 park street kolkata west bengal seven zero zero zero one six => 12; Park Street; -; Kolkata; West Bengal; 700016
      42 Elm Street || apartment 3B || Springfield Illinois || 62701 => 42; Elm Street; Apartment 3B; Springfield; IL; 62701
      42 Elm Street, Springfield || 44 || Chicago Illinois => 44; Elm Street; -; Chicago; IL
      42 Elm Street || no, 44 Elm Street || Springfield => 44; Elm Street; -; Springfield
      12 Oak Road, Dover || 3 Mill Lane => 3; Mill Lane; -; Dover
      12 Oak Road || what do you mean || Dover => 12; Oak Road; -; Dover
      [open] we live at 77 Sunset Drive in Miami Florida => 77; Sunset Drive; -; Miami; FL
      [open] a cleaner to 42 Elm Street, Springfield please => 42; Elm Street; -; Springfield
      [open] forty four => none
      [open] Springfield => none
      [open] I'm on my way => none
      [open] two people at ten => none
      I'd like to book a cleaning => none
      what do you mean => none
      yes => none
      tomorrow at ten => none
      """))
  func reads(_ row: AddressRow) throws { try row.check() }
}

/// `[flags] answer || answer => number; street; unit; city; region; postal code`: `-` for a part that is not there, the
/// last ones left out; `…` after a partial value, `~` after a guessed one, ` / ` between readings; `none` for nothing.
/// Flags: `open` (not asked), or a country.
struct AddressRow: CustomTestStringConvertible, Sendable {
  var line: String
  var testDescription: String { line }

  private static let parts = ["number", "street", "unit", "city", "region", "postal_code"]

  static func rows(_ table: String) -> [AddressRow] {
    table.split(separator: "\n").map { AddressRow(line: String($0)) }
  }

  func check() throws {
    var rest = Substring(line)
    var expectation = Hearing.Expectation(
      type: .address, now: LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00"))))
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      let flag = String(rest[rest.index(after: rest.startIndex)..<end])
      if flag == "open" { expectation.isAsked = false } else { expectation.locale.region = flag }
      rest = rest[rest.index(end, offsetBy: 2)...]
    }
    let arrow = try #require(String(rest).firstRange(of: " => "))
    let said = String(rest)[..<arrow.lowerBound].split(separator: " || ").map { Utterance(String($0)) }
    let recognizer = RecognizerRegistry.recognizer(for: .address)
    let candidates =
      said.count > 1
      ? recognizer.candidates(merging: said, expecting: expectation)
      : recognizer.candidates(in: said[0], expecting: expectation)
    let got = candidates.map(Self.sketch).joined(separator: " / ")
    #expect((got.isEmpty ? "none" : got) == String(rest)[arrow.upperBound...])
  }

  private static func sketch(_ candidate: Candidate) -> String {
    guard case .map(let members) = candidate.value else { return "no map" }
    var texts = parts.map { members[$0]?.description ?? "-" }
    while texts.last == "-" { texts.removeLast() }
    return texts.joined(separator: "; ") + (candidate.isPartial ? "…" : "")
      + (candidate.certainty == .guessed ? "~" : "")
  }
}
