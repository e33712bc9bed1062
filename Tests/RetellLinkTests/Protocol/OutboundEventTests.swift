import Foundation
import Interpreter
import NIOCore
import Testing

@testable import RetellLink

@Suite struct OutboundEventTests {
  private static func text(_ event: OutboundEvent) -> String { String(buffer: event.encoded(into: ByteBuffer())) }

  @Test(arguments: [
    (
      OutboundEvent.config(autoReconnect: true, callDetails: true, transcriptWithToolCalls: true),
      #"{"response_type":"config","config":{"auto_reconnect":true,"call_details":true,"transcript_with_tool_calls":true}}"#
    ),
    (
      .response(id: 9, .init(speech: Speech("Bye!", isInterruptible: false), isLast: true, closing: .endCall)),
      #"{"response_type":"response","response_id":9,"content":"Bye!","content_complete":true,"#
        + #""no_interruption_allowed":true,"end_call":true}"#
    ),
    (
      .agentInterrupt(
        id: 1, .init(speech: Speech("Stop."), isLast: true, closing: .transfer(to: "+15035550142", showCaller: true))),
      #"{"response_type":"agent_interrupt","interrupt_id":1,"content":"Stop.","content_complete":true,"#
        + #""transfer_number":"+15035550142"}"#
    ),
    (
      .toolCallInvocation(id: "t", name: "book", arguments: #"{"day":"2026-01-13"}"#),
      #"{"response_type":"tool_call_invocation","tool_call_id":"t","name":"book","arguments":"{\"day\":\"2026-01-13\"}"}"#
    ),
    (
      .toolCallResult(id: "t", content: "", successful: true),
      #"{"response_type":"tool_call_result","tool_call_id":"t","content":"","successful":true}"#
    ),
    (.metadata(#"{"step":"time"}"#), #"{"response_type":"metadata","metadata":{"step":"time"}}"#),
    (.pingPong(timestamp: 1_767_225_600_123), #"{"response_type":"ping_pong","timestamp":1767225600123}"#),
  ])
  func writes(event: OutboundEvent, text: String) {
    #expect(Self.text(event) == text)
  }

  @Test func anyTextSurvives() throws {
    let scalars = (0...0x7F).compactMap { Unicode.Scalar($0) } + ["\u{80}", "é", "\u{2028}", "😀", "\u{FFFF}"]
    let text = String(String.UnicodeScalarView(scalars))
    let event = OutboundEvent.toolCallResult(id: "t", content: text, successful: true)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(Self.text(event).utf8)) as? [String: Any])
    #expect(object["content"] as? String == text)
  }
}
