/// The form of a JSON value: the part of JSON Schema that servers of models can keep a reply to, and that is checked
/// here in any case.
public struct JSONSchema: Sendable, Hashable {
  /// As it is written.
  public let value: Value

  public init(_ value: Value) { self.value = value }

  /// What a schema may hold; notes for readers among them.
  static let keywords: [String] = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "minimum", "maximum",
    "minLength", "maxLength", "minItems", "maxItems", "description", "title", "format", "examples",
  ]
  static let types = ["object", "array", "string", "number", "integer", "boolean", "null"]
  /// Schemas within schemas.
  static let maxDepth = 16

  /// Structured outputs take it as strict: every object names all its members as required, and has no others.
  public var isStrict: Bool { Self.isStrict(value) }

  private static func isStrict(_ schema: Value) -> Bool {
    guard case .map(let keys) = schema else { return true }
    let inner = [keys["items"]].compactMap(\.self) + list(keys["anyOf"])
    guard case .map(let properties)? = keys["properties"] else {
      return keys["type"] != .text("object") && inner.allSatisfy(isStrict)
    }
    let required = Set(list(keys["required"]).map(\.description))
    return keys["additionalProperties"] == .bool(false) && required == Set(properties.keys)
      && (inner + properties.values).allSatisfy(isStrict)
  }

  /// Why a value does not fit, with the place in it; nil: it fits.
  public func fault(in value: Value) -> String? { Self.fault(in: value, self.value, at: "the value") }

  private static func fault(in value: Value, _ schema: Value, at place: String) -> String? {
    guard case .map(let keys) = schema else { return nil }
    let types = list(keys["type"]).map(\.description)
    if !types.isEmpty, !types.contains(where: { value.is($0) }) {
      return "\(place) is not of type \(types.joined(separator: " or "))"
    }
    if let options = keys["enum"], !list(options).contains(value) {
      return "\(place) is none of the values under `enum`"
    }
    if let constant = keys["const"], constant != value { return "\(place) is not the value under `const`" }
    if let options = keys["anyOf"], !list(options).contains(where: { fault(in: value, $0, at: place) == nil }) {
      return "\(place) fits nothing under `anyOf`"
    }
    switch value {
    case .number(let number):
      if case .number(let least)? = keys["minimum"], number < least { return "\(place) is below \(least)" }
      if case .number(let most)? = keys["maximum"], number > most { return "\(place) is above \(most)" }
    case .text(let text): return countFault(text.count, "characters", keys, "minLength", "maxLength", at: place)
    case .list(let items):
      if let fault = countFault(items.count, "items", keys, "minItems", "maxItems", at: place) { return fault }
      guard let schema = keys["items"] else { return nil }
      return items.enumerated().lazy.compactMap { fault(in: $1, schema, at: "item \($0 + 1) of \(place)") }.first
    case .map(let members): return memberFault(members, keys, at: place)
    case .none, .bool, .date, .time, .dateTime, .duration: break
    }
    return nil
  }

  private static func memberFault(_ members: [String: Value], _ keys: [String: Value], at place: String) -> String? {
    var properties: [String: Value] = [:]
    if case .map(let named)? = keys["properties"] { properties = named }
    for name in list(keys["required"]).map(\.description) where members[name] == nil {
      return "\(place) has no `\(name)`"
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      guard let schema = properties[name] else {
        if keys["additionalProperties"] == .bool(false) { return "\(place) has `\(name)`, which it may not have" }
        continue
      }
      if let fault = fault(in: member, schema, at: "`\(name)` of \(place)") { return fault }
    }
    return nil
  }

  private static func countFault(
    _ count: Int, _ what: String, _ keys: [String: Value], _ least: String, _ most: String, at place: String
  ) -> String? {
    if case .number(let number)? = keys[least], DecimalNumber(count) < number {
      return "\(place) has fewer than \(number) \(what)"
    }
    if case .number(let number)? = keys[most], DecimalNumber(count) > number {
      return "\(place) has more than \(number) \(what)"
    }
    return nil
  }

  /// A list, or one item standing for a list of itself.
  private static func list(_ value: Value?) -> [Value] {
    switch value {
    case .list(let items)?: items
    case nil, Value.none?: []
    case let item?: [item]
    }
  }
}

extension Value {
  fileprivate func `is`(_ type: String) -> Bool {
    switch (self, type) {
    case (.map, "object"), (.list, "array"), (.text, "string"), (.number, "number"), (.bool, "boolean"),
      (.none, "null"):
      true
    case (.number(let number), "integer"): number.integer != nil
    default: false
    }
  }
}
