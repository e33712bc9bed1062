import Interpreter
import NIOCore

/// The frames Retell sends, written as it writes them (reference §6).
enum RetellFrames {
  static func callDetails(_ call: [String: String], variables: [String: String]) -> String {
    frame("call_details") { writer in
      writer.member("call") { writer in
        for (key, value) in call.sorted(by: { $0.key < $1.key }) { writer.member(named: key, value) }
        writer.member("retell_llm_dynamic_variables") { writer in
          for (key, value) in variables.sorted(by: { $0.key < $1.key }) { writer.member(named: key, value) }
        }
      }
    }
  }

  static func update(_ transcript: [Utterance], turn: Event.TurnTaking?) -> String {
    frame("update_only") { writer in
      if let turn { writer.member("turntaking", turn.rawValue) }
      write(transcript, to: &writer)
    }
  }

  static func request(_ id: Int, _ transcript: [Utterance], isReminder: Bool) -> String {
    frame(isReminder ? "reminder_required" : "response_required") { writer in
      writer.member("response_id", id)
      write(transcript, to: &writer)
    }
  }

  static func ping(_ timestamp: Int) -> String {
    frame("ping_pong") { $0.member("timestamp", timestamp) }
  }

  private static func write(_ transcript: [Utterance], to writer: inout JSONWriter) {
    writer.member("transcript", objects: transcript) { utterance, writer in
      writer.member("role", utterance.speaker == .agent ? "agent" : "user")
      writer.member("content", utterance.text)
      writer.member("words", objects: [] as [Utterance]) { _, _ in }
    }
  }

  private static func frame(_ type: String, _ members: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(into: ByteBuffer())
    writer.object { writer in
      writer.member("interaction_type", type)
      members(&writer)
    }
    return String(buffer: writer.buffer)
  }
}
