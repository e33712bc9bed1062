import CallEngine
import DialogDSL
import Foundation
import Interpreter
import JSONScanning
import Testing

@testable import RetellLink

@Suite struct InboundEventTests {
  private static func decode(_ text: String) throws -> InboundEvent {
    var memory = TranscriptMemory()
    return try decode(Array(text.utf8), &memory)
  }

  private static func decode(_ bytes: [UInt8], _ memory: inout TranscriptMemory) throws -> InboundEvent {
    var woven: TranscriptMemory?
    return try bytes.withUnsafeBytes { try InboundEvent.decode($0, remembering: &memory, woven: &woven) }
  }

  @Test("The transcript with tool calls stands for the plain one, keys and all; without it the plain one counts")
  func woven() throws {
    let plain = #"{"interaction_type":"response_required","response_id":1,"transcript":[{"role":"user","content":"a"}]"#
    let entries =
      #"[{"role":"user","content":"a"},{"role":"tool_call_invocation","tool_call_id":"t","name":"n","arguments":"{}"},"#
      + ##"{"role":"dtmf","digit":"1"},{"role":"dtmf","digit":"#"}]"##
    func decode(_ text: String) throws -> InboundEvent {
      var memory = TranscriptMemory()
      var woven: TranscriptMemory? = TranscriptMemory()
      return try Array(text.utf8).withUnsafeBytes {
        try InboundEvent.decode($0, remembering: &memory, woven: &woven)
      }
    }
    let typed = [
      TranscriptEntry(.caller, "a"), TranscriptEntry(.other, ""), TranscriptEntry(.keypad, "1"),
      TranscriptEntry(.keypad, "#"),
    ]
    #expect(try decode(plain + #","transcript_with_tool_calls":\#(entries)}"#) == .responseRequired(id: 1, typed))
    let alone = InboundEvent.responseRequired(id: 1, [TranscriptEntry(.caller, "a")])
    #expect(try decode(plain + "}") == alone)
    #expect(try decode(plain + #","transcript_with_tool_calls":null}"#) == alone)
    #expect(try Self.decode(plain + #","transcript_with_tool_calls":\#(entries)}"#) == alone, "nobody listens to keys")
  }

  @Test(arguments: [
    (
      #"{"interaction_type":"ping_pong","timestamp":1767225602000}"#,
      InboundEvent.pingPong(timestamp: 1_767_225_602_000)
    ),
    (#" { "timestamp" : 3.0 , "interaction_type" : "ping_pong" } \#r\#n\#t"#, .pingPong(timestamp: 3)),
    (#"{"timestamp":12e2,"interaction_type":"ping_pong"}"#, .pingPong(timestamp: 1200)),
    (#"{"interaction_type":"update_only","transcript":[],"turntaking":"agent_turn"}"#, .updateOnly([], turn: .agent)),
    (#"{"interaction_type":"update_only","transcript":[],"turntaking":"user_turn"}"#, .updateOnly([], turn: .caller)),
    (#"{"interaction_type":"update_only","transcript":[],"turntaking":"x"}"#, .updateOnly([], turn: nil)),
    (#"{"interaction_type":"update_only","transcript":[null,7,"x",[]]}"#, .updateOnly([], turn: nil)),
    (
      #"{"transcript":[{"words":[{"word":"]}\"","start":1}],"content":"a\"\\\/\u00e9\ud83d\ude00\ud83d!","role":"user"}],"#
        + #""response_id":2,"interaction_type":"response_required"}"#,
      .responseRequired(id: 2, [TranscriptEntry(.caller, "a\"\\/é😀\u{FFFD}!")])
    ),
    (
      #"{"interaction_type":"reminder_required","response_id":5,"transcript":[{"role":"agent","content":" ","#
        + #""metadata":{"response_id":4,"is_backchannel":true,"backup_model_used":{"a":[1]}}}]}"#,
      .reminderRequired(id: 5, [TranscriptEntry(.agent, " ", responseID: 4, isBackchannel: true)])
    ),
    (
      #"{"interaction_type":"call_details","call":{"n":null,"t":true,"f":false,"s":"x","l":[1,-2.50,1e3,{}],"#
        + #""big":123456789012345678901234567890,"long":0.12345678901234567}}"#,
      .callDetails(
        .map([
          "n": .none, "t": .bool(true), "f": .bool(false), "s": .text("x"),
          "big": .text("123456789012345678901234567890"),
          "l": .list([
            .number(1), .number(DecimalNumber(mantissa: -25, scale: 1)), .number(1000), .map([:]),
          ]),
          "long": .number(DecimalNumber(mantissa: 123_456_789_012, scale: 12)),
        ]))
    ),
    (#"{"interaction_type":"response_required","response_id":1}"#, .responseRequired(id: 1, [])),
    (#"{"interaction_type":"reminder_required","response_id":2,"transcript":null}"#, .reminderRequired(id: 2, [])),
    (#"{"interaction_type":"later","response_id":1}"#, .unknown("later")),
  ])
  func reads(text: String, event: InboundEvent) throws {
    #expect(try Self.decode(text) == event)
  }

  /// What the simulated Retell writes is what a server reads.
  @Test(arguments: [
    (
      CallInput.callDetails(.map(["call_id": .text("c\n\""), "n": .list([.number(1), .none])])),
      InboundEvent.callDetails(.map(["call_id": .text("c\n\""), "n": .list([.number(1), .none])]))
    ),
    (
      .updateOnly([TranscriptEntry(.other, "hi")], turn: .caller),
      .updateOnly([TranscriptEntry(.other, "hi")], turn: .caller)
    ),
    (
      .responseRequired(id: 3, [TranscriptEntry(.agent, "a", responseID: 2), TranscriptEntry(.caller, "b")]),
      .responseRequired(id: 3, [TranscriptEntry(.agent, "a", responseID: 2), TranscriptEntry(.caller, "b")])
    ),
    (
      .reminderRequired(id: 4, [TranscriptEntry(.agent, "mhm", isBackchannel: true)]),
      .reminderRequired(id: 4, [TranscriptEntry(.agent, "mhm", isBackchannel: true)])
    ),
  ])
  func readsWhatTheSimulatedRetellWrites(input: CallInput, event: InboundEvent) throws {
    #expect(try Self.decode(try #require(RetellFrames.frame(for: input))) == event)
  }

  @Test(arguments: [
    (#"{}"#, FrameFault.missing("interaction_type", in: nil)),
    (#"{"interaction_type":"response_required","transcript":[]}"#, .missing("response_id", in: "response_required")),
    (#"{"interaction_type":"update_only","transcript":null}"#, .missing("transcript", in: "update_only")),
    (#"{"interaction_type":"ping_pong","timestamp":1.5}"#, .missing("timestamp", in: "ping_pong")),
    (#"{"interaction_type":"call_details"}"#, .missing("call", in: "call_details")),
    (#"[]"#, .malformed(.init(expected: "`{`", position: 0))),
    (#"{"interaction_type":"ping"#, .malformed(.init(expected: "the end of a string", position: 25))),
    (#"{"interaction_type":"later"} tail"#, .malformed(.init(expected: "the end", position: 29))),
    (#"{"interaction_type":"later"}{}"#, .malformed(.init(expected: "the end", position: 28))),
    (#"{"a":1 "b":2}"#, .malformed(.init(expected: "`,` or `}`", position: 7))),
  ])
  func refuses(text: String, fault: FrameFault) {
    #expect(throws: fault) { try Self.decode(text) }
  }

  @Test func depthIsBounded() throws {
    let depth = 100_000
    let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    guard
      case .callDetails(.map(let call)) = try Self.decode(
        #"{"interaction_type":"call_details","call":{"a":\#(nested),"b":1}}"#)
    else { return #expect(Bool(false)) }
    #expect(call["b"] == .number(1))
  }

  @Test func knownUtterancesAreNotReadAgain() throws {
    var memory = TranscriptMemory()
    var lines: [String] = []
    for turn in 1...50 {
      lines.append(#"{"role":"user","content":"turn \#(turn)","words":[{"word":"turn","start":1.5}]}"#)
      let frame =
        #"{"interaction_type":"response_required","response_id":\#(turn),"transcript":[\#(lines.joined(separator: " , "))]}"#
      let event = try Self.decode(Array(frame.utf8), &memory)
      #expect(event == .responseRequired(id: turn, (1...turn).map { TranscriptEntry(.caller, "turn \($0)") }))
      #expect(memory.reused == turn * (turn - 1) / 2)
    }
  }

  @Test func aChangedUtteranceIsReadAnew() throws {
    var memory = TranscriptMemory()
    for (text, read) in [("a", "a"), ("ab", "ab"), ("b", "b"), ("b", "b"), ("abc", "abc")] {
      let frame = #"{"interaction_type":"update_only","transcript":[{"role":"user","content":"\#(text)"}]}"#
      #expect(try Self.decode(Array(frame.utf8), &memory) == .updateOnly([TranscriptEntry(.caller, read)], turn: nil))
    }
    #expect(memory.reused == 1)
  }

  @Test func theLatestUtterancesAreKept() throws {
    var memory = TranscriptMemory()
    let utterances = (1...4_500).map { #"{"role":"user","content":"\#($0)"}"# }.joined(separator: ",")
    let frame = Array(#"{"interaction_type":"update_only","transcript":[\#(utterances)]}"#.utf8)
    for _ in 1...2 {
      guard case .updateOnly(let kept, turn: nil) = try Self.decode(frame, &memory) else {
        return #expect(Bool(false))
      }
      #expect(kept.map(\.text) == (2_501...4_500).map(String.init))
    }
    #expect(memory.reused == TranscriptMemory.maximumUtterances)
  }

  /// Frames with a few bytes changed: whatever Foundation reads, the scanner reads the same way; with or without
  /// memory.
  @Test func agreesWithFoundationOnMutatedFrames() throws {
    let original = Array(
      (#"{"interaction_type":"response_required","response_id":12,"transcript":[{"role":"agent","content":"Hi \"Bo\"","#
        + #""words":[]},{"role":"user","content":"caf\u00e9 \ud83d\ude00 am","words":[{"word":"am","start":0.5}]}]}"#)
        .utf8)
    let alphabet = Array(#"{}[]",:\0129eu.- nartfls"#.utf8)
    var random = SeededGenerator(seed: 20_260_302)
    var memory = TranscriptMemory()
    var agreed = 0
    for _ in 1...10_000 {
      var frame = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<frame.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: frame[place] = alphabet.randomElement(using: &random) ?? 0
        case 1: frame.remove(at: place)
        default: frame.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
        }
      }
      let ours = try? Self.decode(frame, &memory)
      var blank = TranscriptMemory()
      #expect(ours == (try? Self.decode(frame, &blank)))
      guard let oracle = try? JSONDecoder().decode(Oracle.self, from: Data(frame)) else { continue }
      let text = String(decoding: frame, as: UTF8.self)
      // Foundation takes a comma after the last element; JSON does not.
      guard oracle.type == "response_required", !text.contains(",]"), !text.contains(",}") else { continue }
      agreed += 1
      #expect(ours == oracle.event, "\(text)")
    }
    #expect(agreed > 1_000)
  }
}

/// The frame as Foundation reads it.
private struct Oracle: Decodable {
  struct Line: Decodable {
    var role: String?
    var content: String?
  }

  var type: String
  var id: Int
  var transcript: [Line]

  enum CodingKeys: String, CodingKey {
    case type = "interaction_type"
    case id = "response_id"
    case transcript
  }

  var event: InboundEvent {
    .responseRequired(
      id: id,
      transcript.map { TranscriptEntry(TranscriptEntry.Speaker(rawValue: $0.role ?? "") ?? .other, $0.content ?? "") })
  }
}

/// SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
