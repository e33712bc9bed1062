import DialogDSL
import JSONScanning

/// An event of an agent server as Retell's side sees it: the text, and its members read leniently.
public struct AgentEvent: Sendable, Hashable {
  /// The frame as it came.
  public var text: String
  /// Empty when the frame is no JSON object.
  public var members: [String: Value]

  init(_ text: String) {
    self.text = text
    var text = text
    let value = text.withUTF8 { bytes in
      var scanner = JSONScanner(UnsafeRawBufferPointer(bytes))
      return try? scanner.value()
    }
    if case .map(let members) = value { self.members = members } else { members = [:] }
  }

  public var type: String? { string("response_type") }
  public var responseID: Int? { integer("response_id") }
  public var content: String? { string("content") }
  public var isComplete: Bool { flag("content_complete") }
  public var isUninterruptible: Bool { flag("no_interruption_allowed") }
  public var endsCall: Bool { flag("end_call") }
  public var transferNumber: String? { string("transfer_number") }
  public var digitsToPress: String? { string("digit_to_press") }
  public var timestamp: Int? { integer("timestamp") }
  public var toolCallID: String? { string("tool_call_id") }
  public var name: String? { string("name") }

  public func string(_ key: String) -> String? {
    if case .text(let text) = members[key] { text } else { nil }
  }

  public func integer(_ key: String) -> Int? {
    if case .number(let number) = members[key] { number.integer } else { nil }
  }

  public func flag(_ key: String) -> Bool { members[key] == .bool(true) }

  /// The flag of that name in `config`.
  public func configures(_ key: String) -> Bool {
    if case .map(let config) = members["config"] { config[key] == .bool(true) } else { false }
  }
}
