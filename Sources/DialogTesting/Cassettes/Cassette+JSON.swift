import CallEngine
import DialogDSL
import Interpreter

/// A cassette as a JSON file; the shape is described in docs/testing.md, "Cassettes".
extension Cassette {
  /// In the order of the keys, so that recording the same again changes nothing.
  public var json: String {
    let replies = entries.sorted { $0.key < $1.key }.map { key, entry in
      JSONDocument.object(
        [("at", .text(key.place)), ("request", .text(key.request)), ("for", .text(entry.what))]
          + (entry.asked.isEmpty ? [] : [("asked", .text(entry.asked))])
          + (entry.isSensitive ? Reply.withheld : entry.reply).members)
    }
    return JSONDocument.object([("cassette", .number(Self.version)), ("replies", .list(replies))]).pretty
  }

  /// Throws `CallRecord.Fault`.
  public init(json: String) throws {
    let members = try RecordReader.members(of: json)
    let file = RecordReader(members, in: "the cassette")
    guard case .number(let version)? = members["cassette"], version == DecimalNumber(Self.version) else {
      throw CallRecord.Fault(description: "it is no cassette of version \(Self.version)")
    }
    for (index, item) in try file.list("replies").enumerated() {
      let place = "reply \(index + 1)"
      guard case .map(let members) = item else { throw CallRecord.Fault(description: "\(place) is not an object") }
      let reader = RecordReader(members, in: place)
      let key = Key(place: try reader.text("at"), request: try reader.text("request"))
      let what = try reader.text("for")
      let reply = try Reply(
        reader, isOfModel: ModelRequest.Purpose(rawValue: what) != nil && members["result"] == nil)
      let entry = Entry(
        what: what, asked: try reader.optional("asked") ?? "", reply: reply, isSensitive: reply == .withheld)
      if entries.updateValue(entry, forKey: key) != nil {
        throw CallRecord.Fault(description: "\(place) is for the same request as one before")
      }
    }
  }
}

extension Cassette.Reply {
  fileprivate var members: [(String, JSONDocument)] {
    switch self {
    case .model(let reply): reply.members
    case .tool(let outcome, let seconds): [("took", .value(.seconds(seconds))), outcome.member]
    case .withheld: [("withheld", .value(.bool(true)))]
    }
  }

  fileprivate init(_ reader: RecordReader, isOfModel: Bool) throws {
    if reader.members["withheld"] == .bool(true) {
      self = .withheld
    } else if isOfModel {
      self = .model(try StubModels.Reply(reader))
    } else {
      self = .tool(try ToolOutcome(reader), seconds: try reader.seconds("took"))
    }
  }
}
