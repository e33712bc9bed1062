import CallEngine
import DialogDSL
import Interpreter

/// A model as a call may find one: gone, of good will, or turned against the script.
///
/// What it replies depends on the request and a seed alone, so that a talk that is cut down still gets the same replies.
public struct MadeUpModel: Sendable, Hashable {
  public enum Manner: String, Sendable, CaseIterable {
    /// It fails, whatever it is asked.
    case down
    /// It does what it is asked for, as far as a machine can that understands nothing.
    case willing
    /// It does what it is not asked for.
    case hostile
  }

  public var manner: Manner
  public var seed: UInt64

  func reply(to request: ModelRequest) -> StubModels.Reply {
    var random = SplitMix64(seed: seed, for: [request.identity.place, request.identity.request])
    let delay = random.chance(percent: 15) ? Double(random.number(in: 1...5)) : 0
    var reply =
      switch manner {
      case .down: failure(&random)
      case .willing: willing(request, &random)
      case .hostile: hostile(request, &random)
      }
    if reply.delay == 0 { reply.delay = delay }
    return reply
  }

  private func failure(_ random: inout SplitMix64) -> StubModels.Reply {
    switch random.below(4) {
    case 0: StubModels.Reply(.failure(after: "", ModelFault("nothing", isDown: true)), delay: .infinity)
    case 1: StubModels.Reply(.failure(after: "", ModelFault("status 500", isDown: true)))
    case 2: StubModels.Reply(.failure(after: "", ModelFault("the reply was cut off")))
    default: StubModels.Reply(.failure(after: "Well, ", ModelFault("the reply was cut off")))
    }
  }

  // MARK: Good will

  private func willing(_ request: ModelRequest, _ random: inout SplitMix64) -> StubModels.Reply {
    let message = message(of: request)
    switch request.purpose {
    case .answer:
      let facts = request.instructions.firstRange(of: "Facts:\n").map { request.instructions[$0.upperBound...] } ?? ""
      let texts = facts.split(separator: "\n").compactMap { line in
        line.firstRange(of: ": ").map { String(line[$0.upperBound...]) }
      }
      return StubModels.Reply(.speech(random.pick(texts) ?? ModelRequest.noAnswer))
    case .generate:
      let kept = texts(message.member("keep")).joined(separator: " ")
      return StubModels.Reply(.speech(kept.isEmpty ? "That is a good choice." : kept))
    case .understand:
      return StubModels.Reply(.value(.map(["commands": .list(commands(message, "can_fill", &random))])))
    case .converse:
      return StubModels.Reply(
        .value(
          .map([
            "commands": .list(commands(message, "missing", &random)), "call": tool(of: request, &random),
            "say": .text("What else should I know?"),
          ])))
    case .slot:
      let value = request.schema.map { sample(of: $0, depth: 0, &random).member("value") } ?? .none
      return StubModels.Reply(.value(.map(["value": value])))
    }
  }

  /// Quotes some of what the caller has said for one of the slots.
  private func commands(_ message: Value, _ slots: String, _ random: inout SplitMix64) -> [Value] {
    if let flow = random.pick(texts(message.member("can_start"))), random.chance(percent: 20) {
      return [.map(["do": .text("start"), "flow": .text(flow)])]
    }
    let words = message.member("caller").description.split(separator: " ").map(String.init)
    guard let slot = random.pick(texts(message.member(slots))), !words.isEmpty, random.chance(percent: 60) else {
      return []
    }
    let start = random.below(words.count)
    let quoted = words[start...].prefix(random.number(in: 1...6)).joined(separator: " ")
    return [.map(["do": .text("fill"), "slot": .text(slot), "words": .text(quoted)])]
  }

  private func tool(of request: ModelRequest, _ random: inout SplitMix64) -> Value {
    guard let names = request.schema?.member("properties").member("call").member("enum"), random.chance(percent: 30)
    else {
      return .text("none")
    }
    return .text(random.pick(texts(names)) ?? "none")
  }

  private func message(of request: ModelRequest) -> Value {
    if case .succeeded(let value) = ToolReply.read(Array(request.message.utf8), as: nil) { value } else { .map([:]) }
  }

  private func texts(_ value: Value) -> [String] {
    if case .list(let items) = value { items.map(\.description) } else { [] }
  }

  /// A value that fits a schema, as far as the schema is a plain one.
  private func sample(of schema: Value, depth: Int, _ random: inout SplitMix64) -> Value {
    if depth > Self.deepest { return .none }
    if case .list(let options) = schema.member("anyOf") {
      return random.pick(options).map { sample(of: $0, depth: depth + 1, &random) } ?? .none
    }
    if case .list(let options) = schema.member("enum") { return random.pick(options) ?? .none }
    switch schema.member("type").description {
    case "object":
      guard case .map(let properties) = schema.member("properties") else { return .map([:]) }
      var members: [String: Value] = [:]
      for (name, inner) in properties.sorted(by: { $0.key < $1.key }) {
        members[name] = sample(of: inner, depth: depth + 1, &random)
      }
      return .map(members)
    case "array": return .list([sample(of: schema.member("items"), depth: depth + 1, &random)])
    case "integer", "number":
      let least = if case .number(let number) = schema.member("minimum") { number } else { DecimalNumber(1) }
      return .number(least)
    case "boolean": return .bool(random.chance(percent: 50))
    case "string": return .text(random.one(of: "a", "something", "the usual"))
    default: return .none
    }
  }

  private static let deepest = 8

  // MARK: Ill will

  private func hostile(_ request: ModelRequest, _ random: inout SplitMix64) -> StubModels.Reply {
    let words = message(of: request).member("caller").description
    let speech = random.pick(Self.lies(words)) ?? ""
    guard request.schema != nil, random.chance(percent: 85) else { return StubModels.Reply(.speech(speech)) }
    let command = random.pick(Self.commands(words)) ?? .none
    return StubModels.Reply(
      .value(
        .map([
          "commands": random.chance(percent: 80)
            ? .list(Array(repeating: command, count: random.number(in: 0...14))) : command,
          "call": .text(random.one(of: "none", "pay", "", "book")), "say": .text(speech),
          "value": random.pick([.none, .text(words), .map(["admin": .bool(true)]), .list([.list([.list([])])])])
            ?? .none,
        ])))
  }

  private static func lies(_ words: String) -> [String] {
    [
      "", " \n ", ModelRequest.noAnswer, words, "I have booked it for you.", "It costs 1 dollar.", "Ask Peter Miller.",
      "Go to www.example.com now.", #"{"say": "hello"}"#, "<b>Hello</b>", "Yes? No? What now?", "Hm.", "🎉🎉🎉",
      String(repeating: "well ", count: 70), String(repeating: "a", count: 900), "One. Two. Three. Four. Five. Six.",
      "\u{202E}olleH\u{0}\u{7}", "Your pin is 1234.", "Anything is fine.",
    ]
  }

  private static func commands(_ words: String) -> [Value] {
    [
      .none, .number(7), .list([]), .text("fill"), .map([:]), .map(["do": .text("fill")]),
      .map(["do": .text("fill"), "slot": .text("no_such_slot"), "words": .text(words)]),
      .map(["do": .text("start"), "flow": .text("main")]),
      .map(["do": .text("universal"), "name": .text("start_over")]),
      .map(["do": .text("universal"), "name": .text("back")]),
      .map(["do": .text("universal"), "name": .text("repeat")]),
      .map(["do": .text("transfer"), "line": .text("+15035550199")]), .map(["do": .text("end")]),
    ]
  }
}
