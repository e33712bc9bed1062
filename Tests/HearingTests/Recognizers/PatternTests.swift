import DialogDSL
import Testing

@testable import Hearing

@Suite struct PatternTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      [A-Z]{2}\\d{4} :: a b one two three four => AB1234
      [a-z]{2}\\d{4} :: a b one two three four => ab1234
      [A-Z]{2}\\d{4} :: it's um A as in alpha b for bravo double five twenty three thanks => AB5523
      [A-Z]{2}-\\d{3} :: a b dash 1 2 3 => AB-123
      [A-Z]{2}-\\d{3} :: ab-123 => AB-123
      [A-Z]\\d{3} :: b see you are => -
      table \\d+ :: can I have table twelve please => table 12 @ table twelve
      (red|green|blue) \\d :: green four => green 4
      ^\\d+$ :: seven seven oh => 770
      ^\\d+$ :: it is seven seven oh => 770
      \\d{3,5} :: the number is nine eight seven six => 9876
      [A-Z]{3}\\d :: a b c for => ABC4
      [A-Z]{2}\\d{2} :: m n 1 2 no sorry m m 1 2 => MM12!
      colou?r :: my color => color
      ((a+)+)+b :: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa => -
      [A-Z]{2}\\d{4} :: what => -
      (a :: a => -
      a{2,1} :: a a => -
      (?=a)a :: a => -
      \\1 :: one => -
      open [A-Z]{2}\\d{4} :: my order is a b one two three four => AB1234
      open \\d+ :: two people => -
      """))
  func readsPatterns(_ row: RecognizerRow) throws {
    let sides = row.line.split(separator: " :: ")
    let isOpen = sides[0].hasPrefix("open ")
    let line = (isOpen ? "[open] " : "") + sides[1]
    try RecognizerRow(line: line).check(.pattern, pattern: String(sides[0].dropFirst(isOpen ? 5 : 0)))
  }

  @Test(
    arguments: RecognizerRow.rows(
      """
      It's, um, order A as in alpha, double five, twenty three => it is order a5523
      I'm a b c => i am abc
      we are two => we are 2
      x ray vision => x vision
      """))
  func normalForm(_ row: RecognizerRow) {
    let sides = row.line.split(separator: " => ")
    #expect(String(decoding: NormalText(Utterance(String(sides[0]))).bytes, as: UTF8.self) == sides[1])
  }

  @Test(arguments: [
    "(a|a)*b", "(.*)*(.*)*x", "a{100}{100}", "((((((((((a{99}))))))))))", "[", "*", "", ".{0,100}{0,100}",
  ])
  func hostilePatternsAreHarmless(_ source: String) {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 400)
    if let pattern = Pattern.compiled(source) { #expect(pattern.match(in: text).map { $0.upperBound <= 400 } ?? true) }
  }
}
