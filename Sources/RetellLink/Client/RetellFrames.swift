import CallEngine
import DialogDSL
import Interpreter
import NIOCore

/// The frames Retell sends, written as it writes them (reference §6).
public enum RetellFrames {
  /// The frame that tells a server this; nil for `opened`, which is told by connecting.
  ///
  /// - Parameter isWoven: with the transcript that shows keys, as `config` asks for it.
  public static func frame(for input: CallInput, isWoven: Bool = false) -> String? {
    switch input {
    case .opened: nil
    case .callDetails(let call): frame("call_details") { $0.member("call", json: call.json) }
    case .updateOnly(let transcript, let turn): update(transcript, isWoven: isWoven, turn: turn)
    case .responseRequired(let id, let transcript): request(id, transcript, isWoven: isWoven, isReminder: false)
    case .reminderRequired(let id, let transcript): request(id, transcript, isWoven: isWoven, isReminder: true)
    }
  }

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

  static func update(_ transcript: [TranscriptEntry], isWoven: Bool, turn: Event.TurnTaking?) -> String {
    frame("update_only") { writer in
      if let turn { writer.member("turntaking", turn.rawValue) }
      write(transcript, isWoven: isWoven, to: &writer)
    }
  }

  static func request(_ id: Int, _ transcript: [TranscriptEntry], isWoven: Bool, isReminder: Bool) -> String {
    frame(isReminder ? "reminder_required" : "response_required") { writer in
      writer.member("response_id", id)
      write(transcript, isWoven: isWoven, to: &writer)
    }
  }

  public static func ping(_ timestamp: Int) -> String {
    frame("ping_pong") { $0.member("timestamp", timestamp) }
  }

  private static func write(_ transcript: [TranscriptEntry], isWoven: Bool, to writer: inout JSONWriter) {
    writer.member("transcript", objects: transcript.filter { $0.speaker != .keypad }) { $1.write($0) }
    guard isWoven else { return }
    writer.member("transcript_with_tool_calls", objects: transcript) { $1.write($0) }
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

extension JSONWriter {
  fileprivate mutating func write(_ utterance: TranscriptEntry) {
    if utterance.speaker == .keypad {
      member("role", "dtmf")
      member("digit", utterance.text)
      return
    }
    member("role", role(of: utterance.speaker))
    member("content", utterance.text)
    member("words", objects: [] as [TranscriptEntry]) { _, _ in }
    guard utterance.responseID != nil || utterance.isBackchannel else { return }
    member("metadata") { writer in
      if let id = utterance.responseID { writer.member("response_id", id) }
      if utterance.isBackchannel { writer.member("is_backchannel", true) }
    }
  }

  private func role(of speaker: TranscriptEntry.Speaker) -> String {
    switch speaker {
    case .agent: "agent"
    case .caller: "user"
    case .keypad: "dtmf"
    case .other: "transfer_target"
    }
  }
}
