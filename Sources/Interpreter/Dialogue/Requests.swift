import DialogDSL
import Hearing

/// Fills in a tool's request. Values inside URLs are percent-encoded; in JSON bodies a text that is one expression
/// keeps
/// its type.
extension Machine {
  /// `place`: what makes it the same run, beside the arguments.
  func request(_ tool: Tool, _ use: ToolUse, at place: String) -> ToolRequest {
    var arguments: [String: Value] = [:]
    for name in tool.parameters.keys {
      arguments[name] = use.arguments[name].map(evaluate) ?? dialogue.slots[name]?.value ?? Value.none
    }
    for (name, expression) in use.arguments where arguments[name] == nil { arguments[name] = evaluate(expression) }
    let filled = Arguments(machine: self, values: arguments)
    // Keys are for the tool's server alone: transcripts, tests and stores have them as the script has.
    let open = tool.environment.isEmpty ? tool : tool.open
    if case .object(let members) = open.body {
      for member in members where arguments[member.key] == nil {
        arguments[member.key] = filled.value(of: member.value)
      }
    }
    for (name, template) in open.query where arguments[name] == nil {
      arguments[name] = .text(Evaluator(in: filled).render(template, .canonical))
    }
    let headers = tool.headers.map { name, template in
      ToolRequest.Header(name: name, value: Evaluator(in: filled).render(template, .canonical))
    }
    let isForm = headers.contains {
      $0.name.lowercased() == "content-type" && $0.value.lowercased().hasPrefix(Self.form)
    }
    let asked: [Value] = [
      .text(filled.url(of: open, encoded: \.quoted)), .text(filled.body(of: open, isForm: isForm) ?? ""),
      .map(arguments),
    ]
    var request = ToolRequest(
      identity: ToolIdentity(step: place, arguments: Value.list(asked).json), tool: tool.name, arguments: arguments,
      method: tool.method.rawValue.uppercased(), url: filled.url(of: tool, encoded: \.percentEncoded))
    request.headers = headers
    request.body = filled.body(of: tool, isForm: isForm)
    return request
  }

  /// The media type of a body that is sent as a form.
  private static let form = "application/x-www-form-urlencoded"
}

/// The machine's names, with a tool's parameters in front of slots of the same name.
private struct Arguments: Surroundings {
  let machine: Machine
  let values: [String: Value]

  var now: LocalTime { machine.now }
  var locale: LocaleTag { machine.locale }
  var choiceNames: [String: String] { machine.choiceNames }

  func value(of reference: Reference) -> Value {
    switch reference {
    case .slot(let name), .variable(let name): values[name] ?? machine.value(of: reference)
    default: machine.value(of: reference)
    }
  }

  func value(of body: Tool.Body) -> Value {
    switch body {
    case .text(let template):
      if template.parts.count == 1, case .value(let expression, _) = template.parts[0] {
        return Evaluator(in: self).value(of: expression)
      }
      return .text(Evaluator(in: self).render(template, .canonical))
    case .object(let members):
      return .map(Dictionary(members.map { ($0.key, value(of: $0.value)) }, uniquingKeysWith: { first, _ in first }))
    case .array(let items): return .list(items.map(value))
    }
  }

  func body(of tool: Tool, isForm: Bool) -> String? {
    tool.body.map { isForm ? value(of: $0).form : value(of: $0).json }
  }

  /// What stands before the first `/` after the host is the author's alone; values are encoded wherever they stand.
  func url(of tool: Tool, encoded: (String) -> String) -> String {
    let base = tool.url.parts.map { part in
      if case .text(let text) = part { return text }
      let one = Template(parts: [part], source: tool.url.source, range: tool.url.range)
      return encoded(Evaluator(in: self).render(one, .canonical))
    }.joined()
    let query = tool.query.map { name, template in
      "\(name.percentEncoded)=\(encoded(Evaluator(in: self).render(template, .canonical)))"
    }
    return query.isEmpty ? base : base + (base.contains("?") ? "&" : "?") + query.joined(separator: "&")
  }
}

extension String {
  /// As it is, with both ends marked.
  fileprivate var quoted: String { Value.text(self).json }

  /// RFC 3986: everything but unreserved characters as %XX of its UTF-8.
  var percentEncoded: String {
    let hex = Array("0123456789ABCDEF")
    var result = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result.append("%")
        result.append(hex[Int(byte >> 4)])
        result.append(hex[Int(byte & 15)])
      }
    }
    return result
  }
}

extension Value {
  /// As a form: `a=1&b=2`; of a list every item, of a map in it its JSON, of nothing an empty text.
  fileprivate var form: String {
    guard case .map(let members) = self else { return description }
    return members.sorted { $0.key < $1.key }.flatMap { name, value in
      let items = if case .list(let items) = value { items } else { [value] }
      return items.map { item in
        let text = if case .map = item { item.json } else { item.isNone ? "" : item.description }
        return "\(name.percentEncoded)=\(text.percentEncoded)"
      }
    }.joined(separator: "&")
  }
}
