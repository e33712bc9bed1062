import DialogDSL
import Hearing

/// `expect`: slots by their names, and the words below for all else. A slot named like one of these is not reached.
extension TestFileDecoder {
  static let expectWords = [
    "flow", "step", "called", "ended", "transferred", "pressed", "record", "published", "tuned", "locale", "words",
  ]

  func expectations(_ node: Node) -> [Located<Expectation>] {
    entries(node, of: "slots and values").flatMap { entry in
      expectations(entry.key, entry.value).map { Located($0, at: entry.key.range) }
    }
  }

  private func expectations(_ key: SourceText, _ value: Node) -> [Expectation] {
    switch key.text {
    case "flow": return flowName(value).map { [.flow($0)] } ?? []
    case "step": return stepName(value).map { [.step($0)] } ?? []
    case "called": return [.called(toolNames(value))]
    case "ended": return flag(value).map { [.ended($0)] } ?? []
    case "transferred": return lineTarget(value).map { [.transferred(to: $0.isEmpty ? nil : $0)] } ?? []
    case "pressed": return text(value, wanted: "digits").map { [.pressed($0.text == "none" ? nil : $0.text)] } ?? []
    case "locale": return localeName(value).map { [.locale($0)] } ?? []
    case "record": return facts(value).map { .record($0, $1) }
    case "published": return facts(value).map { .published($0, $1) }
    case "tuned": return settings(value).map { .tuned($0, $1) }
    case "words":
      return entries(value, of: "slots and words").compactMap { entry in
        guard isSlot(entry.key) else { return nil }
        return text(entry.value, wanted: "the caller's words").map { .words(slot: entry.key.text, $0.text) }
      }
    default: return isSlot(key) ? slotValue(key.text, value).map { [.slot(key.text, $0)] } ?? [] : []
    }
  }

  /// Names and canonical values; nil for `none`.
  private func facts(_ node: Node) -> [(String, String?)] {
    entries(node, of: "names and values").compactMap { entry in
      text(entry.value, wanted: "a value").map { (entry.key.text, $0.text == "none" ? nil : $0.text) }
    }
  }

  /// Settings of `update_agent`; `tuned: none` is all of them.
  private func settings(_ node: Node) -> [(String, Double?)] {
    let known = Observer.settings.map(\.name)
    if case .scalar(let text, .plain) = node.content, text.text == "none" { return known.map { ($0, nil) } }
    guard let keys = keys(node, of: "`tuned`", known) else { return [] }
    return keys.entries.compactMap { entry in
      guard known.contains(entry.key.text), let text = text(entry.value, wanted: "a number") else { return nil }
      if text.text == "none" { return (entry.key.text, nil) }
      guard let number = DecimalNumber(text.text).flatMap({ Double($0.description) }) else {
        report(.badValue(text.text, wanted: "a number", at: text.range))
        return nil
      }
      return (entry.key.text, number)
    }
  }

  private func isSlot(_ name: SourceText) -> Bool {
    let known = script.slots.map(\.name)
    if known.contains(name.text) { return true }
    report(.unknownName("slot", name.text, among: known + Self.expectWords, at: name.range))
    return false
  }

  private func slotValue(_ name: String, _ node: Node) -> Value? {
    let slot = script.slot(name)
    if case .scalar(let text, .plain) = node.content, text.text == "none" { return Value.none }
    guard slot.isMultiple else { return value(node, type: slot.type, choices: slot.choices) }
    return .list(listItems(node).compactMap { value($0, type: slot.type, choices: slot.choices) })
  }

  private func flowName(_ node: Node) -> String? {
    guard let name = text(node, wanted: "the name of a flow") else { return nil }
    if script.hasFlow(name.text) || name.text == "none" { return name.text }
    report(.unknownName("flow", name.text, among: script.flows.map(\.name), at: name.range))
    return nil
  }

  private func stepName(_ node: Node) -> String? {
    guard let name = text(node, wanted: "the `id` or the place of a step") else { return nil }
    if script.steps.contains(where: { $0.label == name.text || $0.path == name.text }) { return name.text }
    report(.unknownName("step", name.text, among: script.steps.map { $0.label ?? $0.path }, at: name.range))
    return nil
  }

  private func localeName(_ node: Node) -> String? {
    guard let name = text(node, wanted: "a locale") else { return nil }
    let known = ([script] + script.translations).map(\.locale.description)
    if known.contains(name.text) { return name.text }
    report(.unknownWord(name.text, known: known, at: name.range))
    return nil
  }

  private func toolNames(_ node: Node) -> [String] {
    if case .scalar(let text, .plain) = node.content, text.text == "none" { return [] }
    return texts(node).filter(isTool).map(\.text)
  }

  /// The number or address of a line; empty for `none`.
  private func lineTarget(_ node: Node) -> String? {
    guard let line = text(node, wanted: "a line") else { return nil }
    if line.text == "none" { return "" }
    if let target = script.lines[line.text] { return target }
    if !isIdentifier(line.text) { return line.text }
    report(.unknownName("line", line.text, among: script.lines.keys.sorted(), at: line.range))
    return nil
  }
}
