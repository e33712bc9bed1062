import DialogDSL
import Interpreter
import JSONScanning

/// What Retell sends (reference §6).
enum InboundEvent: Hashable {
  case callDetails(Value)
  case updateOnly([TranscriptEntry], turn: Event.TurnTaking?)
  case responseRequired(id: Int, [TranscriptEntry])
  case reminderRequired(id: Int, [TranscriptEntry])
  /// Milliseconds since the epoch on Retell's clock.
  case pingPong(timestamp: Int)
  /// An `interaction_type` of a later protocol: ignored.
  case unknown(String)
}

/// Why a frame is no event. Such a frame is logged and ignored (reference §17.2).
enum FrameFault: Error, Hashable, CustomStringConvertible {
  case malformed(JSONScanner.Fault)
  case missing(String, in: String?)

  var description: String {
    switch self {
    case .malformed(let fault): "malformed: \(fault)"
    case .missing(let key, in: nil): "no usable `\(key)`"
    case .missing(let key, in: let type?): "`\(type)` without a usable `\(key)`"
    }
  }
}

extension InboundEvent {
  /// Reads one frame. The order of keys does not matter; unknown keys are skipped; `words` are never read. A request
  /// without a transcript has an empty one: left unanswered it would leave the agent mute (reference §8.1).
  ///
  /// `transcript` remembers the utterances of the socket's earlier frames, so that they are not read again. With
  /// `woven`, the transcript with tool calls takes its place where there is one: it alone shows the keys that the caller
  /// pressed (reference §5.3), and everything else in its order.
  static func decode(
    _ frame: UnsafeRawBufferPointer, remembering transcript: inout TranscriptMemory, woven: inout TranscriptMemory?
  ) throws(FrameFault) -> InboundEvent {
    var members = Members()
    var scanner = JSONScanner(frame)
    do {
      try scanner.object { (key, scanner) throws(JSONScanner.Fault) in
        switch key {
        case "interaction_type": members.type = try scanner.stringIfAny()
        case "response_id": members.responseID = try scanner.integerIfAny()
        case "timestamp": members.timestamp = try scanner.integerIfAny()
        case "turntaking": members.turn = try scanner.stringIfAny().flatMap(Event.TurnTaking.init)
        case "transcript": members.transcript = try transcript.read(&scanner)
        case "transcript_with_tool_calls":
          if woven == nil { try scanner.skipValue() } else { members.woven = try woven?.read(&scanner) }
        case "call": members.call = try scanner.value()
        default: try scanner.skipValue()
        }
      }
      try scanner.expectEnd()
    } catch {
      throw .malformed(error)
    }
    return try members.event()
  }

  private struct Members {
    var type: String?
    var responseID: Int?
    var timestamp: Int?
    var turn: Event.TurnTaking?
    var transcript: [TranscriptEntry]?
    var woven: [TranscriptEntry]?
    var call: Value?

    func event() throws(FrameFault) -> InboundEvent {
      let transcript = woven ?? transcript
      switch try required(type, "interaction_type") {
      case "call_details":
        guard case .map(let members) = call else { throw .missing("call", in: type) }
        return .callDetails(.map(members))
      case "update_only": return .updateOnly(try required(transcript, "transcript"), turn: turn)
      case "response_required":
        return .responseRequired(id: try required(responseID, "response_id"), transcript ?? [])
      case "reminder_required":
        return .reminderRequired(id: try required(responseID, "response_id"), transcript ?? [])
      case "ping_pong": return .pingPong(timestamp: try required(timestamp, "timestamp"))
      case let other: return .unknown(other)
      }
    }

    private func required<T>(_ member: T?, _ key: String) throws(FrameFault) -> T {
      guard let member else { throw .missing(key, in: type) }
      return member
    }
  }
}
