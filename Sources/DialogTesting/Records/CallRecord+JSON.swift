import CallEngine
import DialogDSL
import Hearing
import Interpreter
import JSONScanning

/// A record as a JSON file; the shape is described in docs/testing.md, "Call records".
extension CallRecord {
  public var json: String {
    var members: [(String, JSONDocument)] = [
      ("record", .number(Self.version)), ("script", .text(script)), ("script_hash", .text(scriptHash)),
      ("clock", .text(clock.written)), ("call_id", .text(callID)), ("call", .value(facts)),
    ]
    if !dummies.isEmpty { members.append(("dummies", .texts(dummies))) }
    if !withheld.isEmpty { members.append(("withheld", .texts(withheld))) }
    members.append(("turns", .list(turns.map(\.document))))
    members.append(("slots", .object(slots.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })))
    return JSONDocument.object(members).pretty
  }

  /// Why a file is no record.
  public struct Fault: Error, CustomStringConvertible {
    public var description: String
  }

  public init(json: String) throws {
    let members = try RecordReader.members(of: json)
    let record = RecordReader(members, in: "the record")
    guard case .number(let version)? = members["record"] else {
      throw Fault(description: "it has no version under `record`")
    }
    guard version == DecimalNumber(Self.version) else {
      throw Fault(description: "its format is version \(version); this program reads version \(Self.version)")
    }
    script = try record.text("script")
    scriptHash = try record.text("script_hash")
    callID = try record.text("call_id")
    guard let clock = TestFileDecoder.moment(try record.text("clock")) else {
      throw Fault(description: "`clock` is not a moment")
    }
    self.clock = clock
    facts = members["call"] ?? .map([:])
    dummies = try record.texts("dummies")
    withheld = try record.texts("withheld")
    slots = try record.map("slots").mapValues(\.description)
    turns = try record.list("turns").enumerated().map { try RecordedTurn($1, "turn \($0 + 1)") }
    try checkOrder()
  }

  /// The opening comes first and only once; `revises` goes on with words of the caller.
  private func checkOrder() throws {
    guard case .opening? = turns.first?.move else { throw Fault(description: "its first turn is not the opening") }
    for (index, turn) in turns.enumerated().dropFirst() {
      switch (turn.move, turns[index - 1].move) {
      case (.opening, _): throw Fault(description: "turn \(index + 1) is an opening once more")
      case (.revises, .user), (.revises, .revises): continue
      case (.revises, _): throw Fault(description: "turn \(index + 1) revises nothing")
      case (.user, _), (.silence, _), (.keypad, _), (.reconnect, _), (.unasked, _), (.hangUp, _): continue
      }
    }
  }
}

extension RecordedTurn {
  fileprivate var document: JSONDocument {
    var members: [(String, JSONDocument)] = [("at", .value(.seconds(at)))]
    switch move {
    case .opening: members.append(("opening", .value(.bool(true))))
    case .user(let text, let heard):
      members.append(("user", .text(text)))
      if let heard { members.append(("after_hearing", .text(heard))) }
    case .revises(let text): members.append(("revises", .text(text)))
    case .silence: members.append(("silence", .value(.bool(true))))
    case .keypad(let keys): members.append(("keypad", .text(keys)))
    case .reconnect: members.append(("reconnect", .value(.bool(true))))
    case .unasked: members.append(("unasked", .value(.bool(true))))
    case .hangUp: members.append(("hangup", .value(.bool(true))))
    }
    if !tools.isEmpty { members.append(("tools", .list(tools.map(\.document)))) }
    if !models.isEmpty { members.append(("models", .list(models.map(\.document)))) }
    if !said.isEmpty { members.append(("agent", .text(said))) }
    switch closing {
    case .endCall: members.append(("ends", .value(.bool(true))))
    case .transfer(let target, _): members.append(("transfers", .text(target)))
    case .press(let digits): members.append(("presses", .text(digits)))
    case nil: break
    }
    return .object(members)
  }

  fileprivate init(_ value: Value, _ place: String) throws {
    guard case .map(let members) = value else { throw CallRecord.Fault(description: "\(place) is not an object") }
    let turn = RecordReader(members, in: place)
    let known = ["opening", "user", "revises", "silence", "keypad", "reconnect", "unasked", "hangup"]
    let kinds = known.filter { members[$0] != nil }
    guard kinds.count == 1 else {
      throw CallRecord.Fault(description: "\(place) is not one of \(known.joined(separator: ", "))")
    }
    let move: Move =
      switch kinds[0] {
      case "opening": .opening
      case "user": .user(try turn.text("user"), afterHearing: try turn.optional("after_hearing"))
      case "revises": .revises(try turn.text("revises"))
      case "silence": .silence
      case "keypad": .keypad(try turn.text("keypad"))
      case "unasked": .unasked
      case "hangup": .hangUp
      default: .reconnect
      }
    self.init(move, at: try turn.seconds("at"))
    tools = try turn.list("tools").map { try ToolUse($0, place) }
    models = try turn.list("models").map { try ModelUse($0, place) }
    said = try turn.optional("agent") ?? ""
    if members["ends"] == .bool(true) { closing = .endCall }
    if let target = try turn.optional("transfers") { closing = .transfer(to: target, showCaller: false) }
    if let digits = try turn.optional("presses") { closing = .press(digits: digits) }
  }
}

extension RecordedTurn.ToolUse {
  fileprivate var document: JSONDocument {
    let time: JSONDocument = seconds.isFinite ? .value(.seconds(seconds)) : .value(.none)
    return .object([("tool", .text(tool)), ("arguments", .value(.map(arguments))), ("took", time), outcome.member])
  }

  fileprivate init(_ value: Value, _ place: String) throws {
    guard case .map(let members) = value else {
      throw CallRecord.Fault(description: "a tool of \(place) is not an object")
    }
    let use = RecordReader(members, in: "a tool of \(place)")
    tool = try use.text("tool")
    arguments = try use.map("arguments")
    outcome = try ToolOutcome(use)
    seconds = members["took"] == Value.none ? .infinity : try use.seconds("took")
  }
}

extension ToolOutcome {
  var member: (String, JSONDocument) {
    switch self {
    case .succeeded(let value): ("result", .value(value))
    case .failed(let reason): ("failed", .text(reason))
    }
  }

  init(_ reader: RecordReader) throws {
    if let reason = try reader.optional("failed") {
      self = .failed(reason)
    } else if let result = reader.members["result"] {
      self = .succeeded(result)
    } else {
      throw CallRecord.Fault(description: "\(reader.place) has neither `result` nor `failed`")
    }
  }
}

extension RecordedTurn.ModelUse {
  fileprivate var document: JSONDocument {
    .object(
      [("at", .text(request.place)), ("request", .text(request.request)), ("for", .text(purpose.rawValue))]
        + reply.members)
  }

  fileprivate init(_ value: Value, _ place: String) throws {
    let place = "a model of \(place)"
    guard case .map(let members) = value else { throw CallRecord.Fault(description: "\(place) is not an object") }
    let use = RecordReader(members, in: place)
    request = ModelIdentity(place: try use.text("at"), request: try use.text("request"))
    guard let purpose = ModelRequest.Purpose(rawValue: try use.text("for")) else {
      throw CallRecord.Fault(description: "`for` of \(place) is nothing that a model is asked for")
    }
    self.purpose = purpose
    reply = try StubModels.Reply(use)
  }
}

extension StubModels.Reply {
  /// As records keep it: how long it took, and what was said, proposed or wrong.
  var members: [(String, JSONDocument)] {
    let time: JSONDocument = delay.isFinite ? .value(.seconds(delay)) : .value(.none)
    let took = [("took", time)]
    switch content {
    case .speech(let text): return took + [("says", .text(text))]
    case .value(let value): return took + [("json", .value(value))]
    case .failure(let text, let fault):
      return took + (text.isEmpty ? [] : [("says", .text(text)), ("stalled", .value(.seconds(lag)))])
        + [("failed", .text(fault.reason))] + (fault.isDown ? [("down", .value(.bool(true)))] : [])
    }
  }

  init(_ reader: RecordReader) throws {
    let delay = reader.members["took"] == Value.none ? .infinity : try reader.seconds("took")
    if let reason = try reader.optional("failed") {
      let lag = reader.members["stalled"] == nil ? 0 : try reader.seconds("stalled")
      let fault = ModelFault(reason, isDown: reader.members["down"] == .bool(true))
      self.init(.failure(after: try reader.optional("says") ?? "", fault), delay: delay, lag: lag)
    } else if let value = reader.members["json"] {
      self.init(.value(value), delay: delay)
    } else {
      self.init(.speech(try reader.text("says")), delay: delay)
    }
  }
}

/// Reads members of one object; what is missing or of another kind is a `CallRecord.Fault`.
struct RecordReader {
  let members: [String: Value]
  let place: String

  init(_ members: [String: Value], in place: String) {
    self.members = members
    self.place = place
  }

  /// The members of a file that is a JSON object.
  static func members(of json: String) throws -> [String: Value] {
    let bytes = Array(json.utf8)
    do throws(JSONScanner.Fault) {
      if case .map(let members) = try Value(json: bytes) { return members }
    } catch {
      let before = bytes.prefix(error.position)
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let last = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last ?? []
      let column = String(decoding: last, as: UTF8.self).count + 1
      throw CallRecord.Fault(
        description: "it is not JSON: expected \(error.expected) at line \(line), column \(column)")
    }
    throw CallRecord.Fault(description: "it is not a JSON object")
  }

  private func fault(_ name: String, _ wanted: String) -> CallRecord.Fault {
    CallRecord.Fault(description: "`\(name)` of \(place) is not \(wanted)")
  }

  func text(_ name: String) throws -> String {
    guard let text = try optional(name) else {
      throw CallRecord.Fault(description: "\(place) has no `\(name)`")
    }
    return text
  }

  func optional(_ name: String) throws -> String? {
    switch members[name] {
    case nil: nil
    case .text(let text)?: text
    default: throw fault(name, "a text")
    }
  }

  func texts(_ name: String) throws -> [String] {
    try list(name).map { if case .text(let text) = $0 { text } else { throw fault(name, "a list of texts") } }
  }

  func list(_ name: String) throws -> [Value] {
    switch members[name] {
    case nil: []
    case .list(let items)?: items
    default: throw fault(name, "a list")
    }
  }

  func map(_ name: String) throws -> [String: Value] {
    switch members[name] {
    case nil: [:]
    case .map(let members)?: members
    default: throw fault(name, "an object")
    }
  }

  /// No call lasts longer, and no duration in a test file.
  private static let mostSeconds = 86_400.0

  func seconds(_ name: String) throws -> Double {
    guard case .number(let number)? = members[name], let seconds = Double(number.description),
      (0...Self.mostSeconds).contains(seconds)
    else { throw fault(name, "a number of seconds from 0 to \(Int(Self.mostSeconds))") }
    return seconds
  }
}

extension Value {
  /// To the millisecond.
  static func seconds(_ seconds: Double) -> Value {
    let milliseconds = Int((seconds * 1_000).rounded())
    let fraction = String(milliseconds % 1_000)
    let text = "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    return DecimalNumber(text).map(Value.number) ?? .number(milliseconds / 1_000)
  }
}

extension LocalTime {
  /// `2026-03-02T09:00:00-08:00`, as `clock` has it.
  var written: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = abs(offsetMinutes)
    return "\(civil.description.prefix(16)):00\(offsetMinutes < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
