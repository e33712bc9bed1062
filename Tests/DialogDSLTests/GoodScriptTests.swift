import DialogDSL
import Testing

@Suite struct GoodScriptTests {
  @Test(arguments: Fixtures.names(in: "good"))
  func loadsWithoutAnyFinding(name: String) {
    let outcome = Fixtures.load("good", name)
    #expect(outcome.diagnostics == [])
    #expect(outcome.script != nil)
  }
}
