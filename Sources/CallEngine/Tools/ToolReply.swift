import DialogDSL
import Interpreter

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads a tool's reply: JSON, typed by the tool's `returns`. Replies are untrusted: whatever does not fit is a
/// failure.
public enum ToolReply {
  public static func read(_ bytes: some Collection<UInt8>, as members: [String: ValueType]?) -> ToolOutcome {
    if bytes.isEmpty { return members?.isEmpty ?? true ? .succeeded(.none) : .failed("the reply is empty") }
    do {
      return check(try JSONDecoder().decode(JSONValue.self, from: Data(bytes)).value, as: members)
    } catch {
      return .failed("the reply is not JSON")
    }
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
    return switch (self, type.base) {
    case (_, .any), (_, .open), (.none, _), (.bool, .bool), (.number, .number), (.text, .text), (.list, .list): self
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

/// Any JSON value.
private struct JSONValue: Decodable {
  var value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .none
    } else if let flag = try? container.decode(Bool.self) {
      value = .bool(flag)
    } else if let number = try? container.decode(Decimal.self) {
      // Numbers finer or larger than the script's own stay readable as text.
      value = DecimalNumber(number.description).map(Value.number) ?? .text(number.description)
    } else if let text = try? container.decode(String.self) {
      value = .text(text)
    } else if let items = try? container.decode([JSONValue].self) {
      value = .list(items.map(\.value))
    } else {
      value = .map(try container.decode([String: JSONValue].self).mapValues(\.value))
    }
  }
}
