import Interpreter
import NIOCore

/// What we send (reference §7).
enum OutboundEvent: Hashable {
  case config(autoReconnect: Bool, callDetails: Bool, transcriptWithToolCalls: Bool)
  case response(id: Int, Chunk)
  case pingPong(timestamp: Int)
  case agentInterrupt(id: Int, Chunk)
  /// `arguments`: JSON object text.
  case toolCallInvocation(id: String, name: String, arguments: String)
  case toolCallResult(id: String, content: String, successful: Bool)
  case updateAgent(CheckedAgentSettings)
  /// JSON object text.
  case metadata(String)

  /// A piece of a response or an interruption. `closing` is sent on the last one only (reference §17.16).
  struct Chunk: Hashable {
    var speech: Speech
    var isLast: Bool
    var closing: Closing?
  }
}

extension OutboundEvent {
  /// One compact JSON object; members that are off are left out, except in `config`, whose flags default to off.
  func encoded(into buffer: ByteBuffer) -> ByteBuffer {
    var writer = JSONWriter(into: buffer)
    writer.object { writer in
      writer.member("response_type", type)
      writeMembers(to: &writer)
    }
    return writer.buffer
  }

  private var type: String {
    switch self {
    case .config: "config"
    case .response: "response"
    case .pingPong: "ping_pong"
    case .agentInterrupt: "agent_interrupt"
    case .toolCallInvocation: "tool_call_invocation"
    case .toolCallResult: "tool_call_result"
    case .updateAgent: "update_agent"
    case .metadata: "metadata"
    }
  }

  private func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .config(let autoReconnect, let callDetails, let transcriptWithToolCalls):
      writer.member("config") { writer in
        writer.member("auto_reconnect", autoReconnect)
        writer.member("call_details", callDetails)
        writer.member("transcript_with_tool_calls", transcriptWithToolCalls)
      }
    case .response(let id, let chunk):
      writer.member("response_id", id)
      chunk.write(to: &writer, showsTransferee: true)
    case .pingPong(let timestamp): writer.member("timestamp", timestamp)
    case .agentInterrupt(let id, let chunk):
      writer.member("interrupt_id", id)
      chunk.write(to: &writer, showsTransferee: false)
    case .toolCallInvocation(let id, let name, let arguments):
      writer.member("tool_call_id", id)
      writer.member("name", name)
      writer.member("arguments", arguments)
    case .toolCallResult(let id, let content, let successful):
      writer.member("tool_call_id", id)
      writer.member("content", content)
      writer.member("successful", successful)
    case .updateAgent(let settings): writer.member("agent_config", object: settings.write)
    case .metadata(let json): writer.member("metadata", json: json)
    }
  }
}

extension OutboundEvent.Chunk {
  /// `show_transferee_as_caller` is not a member of `agent_interrupt` (reference §7.4).
  fileprivate func write(to writer: inout JSONWriter, showsTransferee: Bool) {
    writer.member("content", speech.text)
    writer.member("content_complete", isLast)
    if !speech.isInterruptible { writer.member("no_interruption_allowed", true) }
    guard isLast else { return }
    switch closing {
    case nil: break
    case .endCall: writer.member("end_call", true)
    case .transfer(let number, let showCaller):
      writer.member("transfer_number", number)
      if showCaller, showsTransferee { writer.member("show_transferee_as_caller", true) }
    case .press(let digits): writer.member("digit_to_press", digits)
    }
  }
}
