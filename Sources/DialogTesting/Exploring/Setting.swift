import DialogDSL
import Hearing
import Interpreter

/// What a call finds around it: the moment, the `call` object, and what the tools answer.
struct Setting: Sendable {
  var clock: LocalTime
  var facts: Value
  /// Replies of each tool, one after the other; the last repeats.
  var replies: [String: [StubTools.Timed]]
  /// nil: the script names none.
  var model: MadeUpModel?

  var stubs: StubTools {
    var stubs = StubTools()
    for (tool, sequence) in replies { stubs[tool] = StubTools.Replies(sequence: sequence) }
    return stubs
  }
}

extension Setting {
  init(in world: World, _ random: inout SplitMix64) {
    let day = CivilDate(daysSinceEpoch: Self.firstDay + random.below(365))
    let time = ClockTime(wrapping: random.below(24) * 60 + random.below(4) * 15)
    clock = LocalTime(CivilDateTime(date: day, time: time))
    facts = Self.facts(for: world, today: day, &random)
    replies = [:]
    for tool in world.script.tools.values.sorted(by: { $0.name < $1.name }) {
      replies[tool.name] = Self.replies(of: tool, in: world, today: day, &random)
    }
    if world.script.models.isOn {
      let manners: [MadeUpModel.Manner] = [.willing, .willing, .hostile, .down]
      model = MadeUpModel(manner: manners[random.below(manners.count)], seed: UInt64(random.below(1 << 30)))
    }
  }

  /// 2026-01-01.
  private static let firstDay = 20_454

  // MARK: The call object

  /// What the script's variables come from is there in most calls, and in some it is not what they expect.
  private static func facts(for world: World, today: CivilDate, _ random: inout SplitMix64) -> Value {
    var members: [String: Value] = [:]
    if random.chance(percent: 80) {
      members["from_number"] = .text("+1503555" + padded(random.below(10_000), to: 4))
    }
    for variable in world.script.variables.values.sorted(by: { $0.name < $1.name }) {
      guard let path = variable.path, random.chance(percent: 70) else { continue }
      let value = value(
        of: .slot(variable.type), literals: world.literals[.variable(variable.name)], today: today, &random)
      set(value, at: path[...], in: &members)
    }
    return .map(members)
  }

  private static func set(_ value: Value, at path: ArraySlice<String>, in members: inout [String: Value]) {
    guard let first = path.first else { return }
    // Dynamic variables are texts (reference, "Dynamic variables").
    guard path.count > 1 else {
      members[first] = .text(value.description)
      return
    }
    var inner: [String: Value] = [:]
    if case .map(let there)? = members[first] { inner = there }
    set(value, at: path.dropFirst(), in: &inner)
    members[first] = .map(inner)
  }

  // MARK: Tools

  private static func replies(
    of tool: Tool, in world: World, today: CivilDate, _ random: inout SplitMix64
  ) -> [StubTools.Timed] {
    (0..<random.number(in: 1...3)).map { _ in
      switch random.below(100) {
      case 0..<12: StubTools.Timed(failure(&random))
      case 12..<20: .timeout
      case 20..<30: StubTools.Timed(.value(result(of: tool, in: world, today: today, &random)), delay: tool.timeout / 2)
      default: StubTools.Timed(.value(result(of: tool, in: world, today: today, &random)))
      }
    }
  }

  private static func failure(_ random: inout SplitMix64) -> StubTools.Reply {
    switch random.below(3) {
    case 0: .status(500, .none)
    case 1: .status(404, .none)
    default: .failure("the reply is not JSON")
    }
  }

  /// A body that fits `returns`; without one, the members that the script's conditions look at.
  private static func result(of tool: Tool, in world: World, today: CivilDate, _ random: inout SplitMix64) -> Value {
    let saved = world.script.steps.flatMap(\.kind.toolUses).filter { $0.tool == tool.name }.compactMap(\.save)
    var members: [String: Value] = [:]
    let looked = saved.flatMap { world.literals.members(of: .saved($0)) }
    let types = tool.returns ?? Dictionary(looked.map { ($0, .text) }, uniquingKeysWith: { first, _ in first })
    for (name, type) in types.sorted(by: { $0.key < $1.key }) {
      let literals = saved.flatMap { world.literals[.saved($0), name] }
      members[name] = value(of: type, literals: literals, today: today, &random)
    }
    return .map(members)
  }

  private static func value(
    of type: ValueType, literals: [Value], today: CivilDate, _ random: inout SplitMix64
  ) -> Value {
    if random.chance(percent: 75), let literal = random.pick(literals) { return literal.asReply }
    switch type {
    case .slot(.phone): return .text("+1503555" + padded(random.below(10_000), to: 4))
    case .slot(.digits): return .text(padded(random.below(100_000), to: 5))
    case .slot(.money): return .map(["amount": .number(random.below(500)), "currency": .text("USD")])
    case .slot(.temperature): return .map(["value": .number(random.below(40)), "unit": .text("celsius")])
    case .slot(.age): return .map(["value": .number(random.number(in: 1...90)), "unit": .text("year")])
    case .slot(.name): return .text(random.one(of: "Anna", "Peter Smith", "Maria Lopez"))
    default: break
    }
    switch type.base {
    case .bool: return .bool(random.chance(percent: 50))
    case .number: return .number(random.below(100))
    // JSON has no dates: they come as texts.
    case .date: return .text(today.adding(days: random.number(in: -30...30)).description)
    case .time: return .text(ClockTime(wrapping: random.below(96) * 15).description)
    case .dateTime:
      return .text("\(today.adding(days: random.below(30)))T\(ClockTime(wrapping: random.below(96) * 15))")
    case .list(let element):
      return .list((0..<random.below(4)).map { _ in value(of: element, literals: [], today: today, &random) })
    case .record(let members):
      var values: [String: Value] = [:]
      for (name, type) in members.sorted(by: { $0.key < $1.key }) {
        values[name] = value(of: type, literals: [], today: today, &random)
      }
      return .map(values)
    case .none: return .none
    case .text, .any, .open, .duration, .slot: return .text(random.one(of: "K7", "blue", "Hall B", "none yet"))
    }
  }
}

extension Value {
  /// JSON has no dates and times: they come as texts.
  fileprivate var asReply: Value {
    switch self {
    case .date, .time, .dateTime, .duration: .text(description)
    case .none, .bool, .number, .text, .list, .map: self
    }
  }
}

func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
