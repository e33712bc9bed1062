import DialogDSL
import Hearing
import Interpreter
import JSONScanning

/// Reads a tool's reply: JSON, typed by the tool's `returns`. Replies are untrusted: whatever does not fit is a
/// failure.
public enum ToolReply {
  /// A reply over HTTP, judged by the tool's `ok`, or by its status.
  public static func read(_ bytes: some Collection<UInt8>, status: Int, of tool: Tool) -> ToolOutcome {
    let isFine = (200...299).contains(status)
    guard let ok = tool.ok else {
      return isFine ? read(bytes, as: tool.returns) : .failed("status \(status)")
    }
    var body = Value.none
    switch bytes.isEmpty ? .succeeded(.none) : read(bytes, as: nil) {
    case .succeeded(let value): body = value
    // What is no JSON beside an error is only its text.
    case .failed(let reason): if isFine { return .failed(reason) }
    }
    return judge(body, status: status, by: ok, as: tool.returns)
  }

  /// The same for a body that has been read.
  public static func check(_ body: Value, status: Int, of tool: Tool) -> ToolOutcome {
    if let ok = tool.ok { return judge(body, status: status, by: ok, as: tool.returns) }
    return (200...299).contains(status) ? check(body, as: tool.returns) : .failed("status \(status)")
  }

  private static func judge(
    _ body: Value, status: Int, by ok: DialogDSL.Expression, as members: [String: ValueType]?
  ) -> ToolOutcome {
    guard Evaluator(in: ReplySurroundings(status: status, body: body)).holds(ok) else {
      return .failed("`ok` is false at status \(status)")
    }
    return body.isNone && members?.isEmpty == false ? .failed("the reply is empty") : check(body, as: members)
  }

  /// A failure that may be over in a moment.
  public static func mayPass(status: Int) -> Bool { status == 408 || status == 429 || (500...599).contains(status) }

  public static func read(_ bytes: some Collection<UInt8>, as members: [String: ValueType]?) -> ToolOutcome {
    if bytes.isEmpty { return members?.isEmpty ?? true ? .succeeded(.none) : .failed("the reply is empty") }
    do { return check(try Value(json: bytes), as: members) } catch { return .failed("the reply is not JSON") }
  }

  /// Types the members that `returns` names; others are dropped.
  public static func check(_ value: Value, as members: [String: ValueType]?) -> ToolOutcome {
    guard let members else { return .succeeded(value) }
    guard case .map(let given) = value else { return .failed("the reply is not a JSON object") }
    var typed: [String: Value] = [:]
    for (name, type) in members.sorted(by: { $0.key < $1.key }) {
      guard let member = given[name] else { return .failed("the reply has no `\(name)`") }
      guard let fitting = member.fitted(to: type) else {
        return .failed("`\(name)` in the reply is not of the type under `returns`")
      }
      typed[name] = fitting
    }
    return .succeeded(.map(typed))
  }
}

extension Value {
  /// This value as one of that type; nil when it is none. JSON has no dates: they come as ISO texts.
  fileprivate func fitted(to type: ValueType) -> Value? {
    if case .slot(let slot) = type, !slot.parts.isEmpty, !isNone { return read(as: slot) }
    if case .list(let element) = type.base, case .list(let items) = self {
      let fitting = items.compactMap { $0.fitted(to: element) }
      return fitting.count == items.count ? .list(fitting) : nil
    }
    return switch (self, type.base) {
    case (_, .any), (_, .open), (.none, _), (.bool, .bool), (.number, .number), (.text, .text): self
    case (.number(let number), .text): .text(number.description)
    case (.text(let text), .date): CivilDate(iso: text).map(Value.date)
    case (.text(let text), .time): ClockTime(iso: text).map(Value.time)
    case (.text(let text), .dateTime): CivilDateTime(iso: text).map(Value.dateTime)
    case (.text(let text), .duration): CalendarDuration(written: text).map(Value.duration)
    case (.map(let given), .record(let members)):
      if case .succeeded(let value) = ToolReply.check(.map(given), as: members) { value } else { nil }
    default: nil
    }
  }
}

/// What `ok` reads.
private struct ReplySurroundings: Surroundings {
  var status: Int
  var body: Value

  // No name leads to these.
  let now = LocalTime(CivilDateTime(date: CivilDate(daysSinceEpoch: 0), time: ClockTime(wrapping: 0)))
  let locale = LocaleTag.standard
  let choiceNames: [String: String] = [:]

  func value(of reference: Reference) -> Value {
    switch reference {
    case .variable(Tool.status): .number(status)
    case .variable(Tool.bodyName): body
    default: .none
    }
  }
}
