import Testing

@testable import CallEngine

@Suite struct ServerSentEventsTests {
  typealias Event = ServerSentEvents.Event

  static let streams: [(String, [Event])] = [
    ("data: a\n\n", [Event(data: "a")]),
    ("data: a\r\n\r\ndata: b\r\n\r\n", [Event(data: "a"), Event(data: "b")]),
    ("data: a\r\rdata: b\r\r", [Event(data: "a"), Event(data: "b")]),
    ("data:a\ndata:  b\n\n", [Event(data: "a\n b")]),
    ("event: ping\ndata: {}\n\n", [Event(name: "ping", data: "{}")]),
    (": a comment\nid: 7\nretry: 10\nnonsense\n\n", []),
    ("event: alone\n\ndata: x\n\n", [Event(data: "x")]),
    ("data: é 日本 🎉\n\n", [Event(data: "é 日本 🎉")]),
    ("data\n\n", [Event(data: "")]),
    ("data: not ended", []),
    ("\u{FEFF}data: a\n\n", [Event(data: "a")]),
    ("data: [DONE]\n\n\n\n", [Event(data: "[DONE]")]),
  ]

  @Test("Events are the same, however the bytes are cut", arguments: streams.indices)
  func events(index: Int) throws {
    let (text, expected) = Self.streams[index]
    let bytes = Array(text.utf8)
    for size in 1...max(1, bytes.count) {
      var reader = ServerSentEvents()
      var events: [Event] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        events += try reader.add(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(events == expected, "in pieces of \(size)")
    }
  }

  @Test("An event has a limit, a stream has none")
  func limits() throws {
    var reader = ServerSentEvents()
    for _ in 0..<100 {
      #expect(try reader.add(Array("data: \(String(repeating: "a", count: 10_000))\n\n".utf8)).count == 1)
    }
    #expect(throws: ServerSentEvents.TooLarge.self) {
      _ = try reader.add(Array(repeating: UInt8(ascii: "a"), count: ServerSentEvents.maxEvent + 1))
    }
    var other = ServerSentEvents()
    #expect(throws: ServerSentEvents.TooLarge.self) {
      for _ in 0..<100 { _ = try other.add(Array("data: \(String(repeating: "a", count: 10_000))\n".utf8)) }
    }
  }
}
