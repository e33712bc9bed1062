import DialogDSL

/// All that a model may propose (language.md §7). It is decoded here and checked against the script before anything
/// changes.
enum ModelCommand: Hashable {
  case fill(slot: String, words: String)
  case correct(slot: String, words: String)
  case start(flow: String)
  case universal(Universal)

  /// More than a caller says in a breath.
  static let most = 12

  /// The commands of a reply; what is none is left out.
  ///
  /// - Parameter reject: told why something is left out.
  static func commands(in reply: Value, reject: (String) -> Void) -> [ModelCommand] {
    guard case .list(let items) = reply.member("commands") else {
      reject("the reply has no list of `commands`")
      return []
    }
    if items.count > most { reject("only the first \(most) commands count") }
    return items.prefix(most).compactMap { command($0, reject: reject) }
  }

  private static func command(_ item: Value, reject: (String) -> Void) -> ModelCommand? {
    func text(_ name: String) -> String {
      if case .text(let text) = item.member(name) { text } else { "" }
    }
    switch text("do") {
    case "fill": return .fill(slot: text("slot"), words: text("words"))
    case "correct": return .correct(slot: text("slot"), words: text("words"))
    case "start": return .start(flow: text("flow"))
    case "universal":
      if let universal = Universal(rawValue: text("name")) { return .universal(universal) }
      reject("there is no such universal")
    case "nothing": break
    default: reject("there is no such command")
    }
    return nil
  }
}

/// What may be proposed in one turn.
struct CommandOffer {
  var fillable: [String]
  var correctable: [String]
  var flows: [String]
  var universals: [Universal]
  var quotations: [String]

  var isEmpty: Bool { fillable.isEmpty && correctable.isEmpty && flows.isEmpty && universals.isEmpty }

  /// JSON Schema of the reply, as strict as structured outputs want it: every member is required, and no others.
  var schema: Value { schema(besides: [:]) }

  /// - Parameter others: members of the reply besides its commands.
  func schema(besides others: [String: Value]) -> Value {
    var kinds = [Self.object(["do": .oneOf(["nothing"])])]
    let words = quotations.isEmpty ? Value.map(["type": .text("string")]) : .oneOf(quotations)
    if !fillable.isEmpty {
      kinds.append(Self.object(["do": .oneOf(["fill"]), "slot": .oneOf(fillable), "words": words]))
    }
    if !correctable.isEmpty {
      kinds.append(Self.object(["do": .oneOf(["correct"]), "slot": .oneOf(correctable), "words": words]))
    }
    if !flows.isEmpty { kinds.append(Self.object(["do": .oneOf(["start"]), "flow": .oneOf(flows)])) }
    if !universals.isEmpty {
      kinds.append(Self.object(["do": .oneOf(["universal"]), "name": .oneOf(universals.map(\.rawValue))]))
    }
    let commands = Value.map(["type": .text("array"), "items": .map(["anyOf": .list(kinds)])])
    return Self.object(others.merging(["commands": commands]) { own, _ in own })
  }

  private static func object(_ members: [String: Value]) -> Value {
    .map([
      "type": .text("object"), "properties": .map(members), "required": .list(members.keys.sorted().map(Value.text)),
      "additionalProperties": .bool(false),
    ])
  }
}

extension Value {
  /// A schema: a text that is one of these.
  static func oneOf(_ texts: [String]) -> Value {
    .map(["type": .text("string"), "enum": .list(texts.map(Value.text))])
  }
}
