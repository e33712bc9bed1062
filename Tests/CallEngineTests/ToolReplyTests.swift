import CallEngine
import DialogDSL
import Interpreter
import Testing

@Suite struct ToolReplyTests {
  @Test(
    "Replies are typed by `returns`; what does not fit is a failure",
    arguments: [
      (#"{"code":"K7","extra":1}"#, ["code": .text], #"{"code":"K7"}"#),
      (#"{"code":42}"#, ["code": .text], #"{"code":"42"}"#),
      (#"{"total":12.50}"#, ["total": .number], #"{"total":12.5}"#),
      (#"{"ok":true}"#, ["ok": .bool], #"{"ok":true}"#),
      (#"{"due":"2026-03-04","at":"14:30"}"#, ["due": .date, "at": .time], #"{"at":"14:30","due":"2026-03-04"}"#),
      (#"{"due":null}"#, ["due": .date], #"{"due":null}"#),
      (#"{"list":[1,"a",{"b":[]}]}"#, ["list": .list(.any)], #"{"list":[1,"a",{"b":[]}]}"#),
      (#"{"a":{"b":"c","d":1}}"#, ["a": .record(["b": .text])], #"{"a":{"b":"c"}}"#),
      (#"{"ok":"true"}"#, ["ok": .bool], nil),
      (#"{"due":"soon"}"#, ["due": .date], nil),
      (#"{"kode":"K7"}"#, ["code": .text], nil),
      (#"[1]"#, ["code": .text], nil),
      (#"{"code":"#, ["code": .text], nil),
      ("", ["code": .text], nil),
    ] as [(String, [String: ValueType], String?)])
  func typed(reply: String, returns: [String: ValueType], expected: String?) {
    switch ToolReply.read(Array(reply.utf8), as: returns) {
    case .succeeded(let value): #expect(value.json == expected)
    case .failed(let reason):
      #expect(expected == nil, "\(reason)")
      #expect(!reason.isEmpty)
    }
  }

  @Test("Without `returns` a reply is taken as it comes, and may be empty")
  func untyped() {
    #expect(
      ToolReply.read(Array(#"[1,{"a":null}]"#.utf8), as: nil) == .succeeded(.list([.number(1), .map(["a": .none])])))
    #expect(ToolReply.read([], as: nil) == .succeeded(.none))
  }

  @Test(
    "What is no JSON is none, but for a byte order mark", arguments: [#"{"id":1.2.3}"#, #"{"id":-}"#, #"{"id":01}"#])
  func grammar(text: String) {
    #expect(ToolReply.read(Array(text.utf8), as: nil) == .failed("the reply is not JSON"))
    #expect(ToolReply.read(Array("\u{FEFF}{}".utf8), as: nil) == .succeeded(.map([:])))
  }

  @Test("A reply nested without end is a failure, not a crash")
  func nested() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(ToolReply.read(Array(deep.utf8), as: nil) == .failed("the reply is not JSON"))
  }

  @Test("What lies deeper than any script looks is none, however much of it there is")
  func deepAndWide() {
    let (open, close) = (String(repeating: "[", count: 400), String(repeating: "]", count: 400))
    let texts = Array(repeating: #""a""#, count: 100_000).joined(separator: ",")
    let reply = #"{"code":"K7","rest":\#(open)\#(texts)\#(close)}"#
    #expect(ToolReply.read(Array(reply.utf8), as: ["code": .text]) == .succeeded(.map(["code": .text("K7")])))
  }

  @Test("A number that no script can reckon with stays readable", arguments: ["12345678901234567890123", "1e300"])
  func largeNumbers(number: String) {
    #expect(
      ToolReply.read(Array(#"{"id":\#(number)}"#.utf8), as: ["id": .text]) == .succeeded(.map(["id": .text(number)])))
  }
}
