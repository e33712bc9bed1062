import DialogDSL
import Hearing

/// What a script can say and understand without its author having written it, and what the author has put in its place
/// (language.md §1, promise 4: built-in texts can be listed). For people; two runs give the same text.
public struct Explanation: CustomStringConvertible {
  private let dialog: PreparedScript
  private var lines: [String] = []

  /// - Parameter dialog: the script in the locale that is explained.
  public init(of dialog: PreparedScript) {
    self.dialog = dialog
    explainTexts()
    explainSlots()
    explainQuestions()
    explainSilence()
    explainUniversals()
    explainPhrases()
  }

  public var description: String { lines.joined(separator: "\n") + "\n" }

  private var script: Script { dialog.script }
  private var language: LanguageData { dialog.language }

  private mutating func head(_ title: String) {
    if !lines.isEmpty { lines.append("") }
    lines.append(title)
  }

  /// A name and what belongs to it, each on a line of its own.
  private mutating func entry(_ name: String, _ texts: [String], indent: Int = 2) {
    let margin = String(repeating: " ", count: indent)
    let width = Self.column - indent
    let label = name.count < width ? name + String(repeating: " ", count: width - name.count) : name + " "
    guard let first = texts.first else { return lines.append(margin + name) }
    lines.append(margin + label + first)
    lines += texts.dropFirst().map { String(repeating: " ", count: Self.column) + $0 }
  }

  /// Where texts begin.
  private static let column = 26

  // MARK: Texts

  private mutating func explainTexts() {
    head("Built-in texts")
    for id in BuiltInText.ids {
      let standard = language.texts(id)
      if let own = script.texts[id] {
        entry(id, own.flatMap(\.wordings) + ["(\(Self.place(own[0].range)), instead of: \(standard[0]))"])
      } else {
        entry(id, standard)
      }
    }
  }

  private static func place(_ range: SourceRange) -> String { "\(range.file):\(range.start.line)" }

  private func builtIn(_ id: String) -> [String] {
    (script.texts[id]?.flatMap(\.wordings) ?? language.texts(id)) + ["(built in: \(id))"]
  }

  // MARK: Slots

  private mutating func explainSlots() {
    head("Slots")
    for slot in script.slots {
      entry("\(slot.name): \(slot.type.rawValue)", [])
      entry("prompt", slot.prompt?.wordings ?? builtIn("prompt.\(slot.type.rawValue)"), indent: 4)
      let own = slot.reprompts.noMatch.flatMap(\.wordings)
      entry("no match", own.isEmpty ? builtIn("reprompt.\(slot.type.rawValue)") : own, indent: 4)
      if !slot.reprompts.unclear.isEmpty {
        entry("unclear", slot.reprompts.unclear.flatMap(\.wordings), indent: 4)
      } else if own.isEmpty {
        entry("unclear", builtIn("unclear"), indent: 4)
      }
      let refused = slot.reprompts.notAllowed.first?.wordings ?? builtIn("not_allowed")
      let silentRules = slot.rules.contains { $0.otherwise == nil }
      if silentRules || slot.limits.within != nil { entry("not allowed", refused, indent: 4) }
      if slot.suggestion != nil {
        let id = slot.type == .phone ? "suggest.phone" : "suggest.other"
        entry("suggest", slot.suggestPrompt?.wordings ?? builtIn(id), indent: 4)
      }
      entry("confirm", confirmation(of: slot), indent: 4)
      entry("listens", [Self.listening(of: slot)], indent: 4)
      if !slot.depends.isEmpty { entry("depends on", [slot.depends.joined(separator: ", ")], indent: 4) }
      let dependents = dialog.dependents(of: slot.name)
      if !dependents.isEmpty { entry("a change clears", [dependents.joined(separator: ", ")], indent: 4) }
    }
  }

  private func confirmation(of slot: Slot) -> [String] {
    switch slot.confirmation {
    case .never: ["never"]
    case .echo: ["echo, inside the next prompt"] + builtIn("echo")
    case .unsure: ["unsure: when it was guessed or mended"] + builtIn("confirm")
    case .always(nil): ["always"] + builtIn("confirm")
    case .always(let prompt?): ["always"] + prompt.wordings
    }
  }

  private static func listening(of slot: Slot) -> String {
    if slot.type == .text { return "asked: at its own question" }
    return switch slot.listening {
    case .asked: "asked: at its own question"
    case .form: "form: whenever a collect that names it is open"
    case .always: "always: in every turn while it is unfilled"
    }
  }

  // MARK: Questions

  private mutating func explainQuestions() {
    head("Questions, and what follows when nothing is understood")
    for step in script.steps {
      switch step.kind {
      case .ask(let ask): explain(step, ask.prompt.wordings, ladder(at: step))
      case .confirm(let confirm): explain(step, confirm.prompt.wordings, ladder(at: step))
      case .route(let route): explain(step, route.prompt.wordings, ladder(at: step))
      case .collect(let collect):
        for name in collect.slots {
          explain(step, ["collects \(name)"], ladder(at: step, collecting: script.slot(name), collect))
        }
      case .converse(let converse): explain(step, ["a model leads to: \(converse.goal.source)"], ladder(at: step))
      case .say, .set, .clear, .branch, .match, .run, .goto, .finishFlow, .call, .transfer, .press, .end, .record,
        .publish, .tune, .generate, .wait:
        break
      }
    }
  }

  private mutating func explain(_ step: Step, _ texts: [String], _ ladder: (owner: String, rungs: [Rung])) {
    let rungs = ladder.rungs.map(described)
    entry(step.path, texts + ["\(ladder.owner): \(rungs.joined(separator: ", then "))"])
  }

  private func ladder(at step: Step, collecting slot: Slot? = nil, _ collect: Collect? = nil)
    -> (owner: String, rungs: [Rung])
  {
    if let slot, let own = slot.fallback { return ("ladder of the slot \(slot.name)", own) }
    if let own = collect?.fallback { return ("ladder of this collect", own) }
    if !step.flow.isEmpty, let own = script.flow(step.flow).fallback { return ("ladder of the flow \(step.flow)", own) }
    if !script.fallback.isEmpty { return ("ladder of the script", script.fallback) }
    return ("built-in ladder", [.reprompt(Machine.standardReprompts)])
  }

  private func described(_ rung: Rung) -> String {
    switch rung {
    case .understand: "understand"
    case .answer: "answer"
    case .reprompt(let times): "reprompt: \(times)"
    case .say(let prompt): "say: \(prompt.wordings[0])"
    case .steps(let id): described(script[id])
    }
  }

  private func described(_ step: Step) -> String {
    switch step.kind {
    case .run(let flow): "do: \(flow)"
    case .end(let prompt): "end: \(prompt.wordings[0])"
    case .transfer(let line, _, _): "transfer: \(line)"
    case .press(let digits, _): "press: \(digits.source)"
    case .say, .collect, .ask, .confirm, .route, .set, .clear, .branch, .match, .goto, .finishFlow, .call, .record,
      .publish, .tune, .generate, .converse, .wait:
      step.path
    }
  }

  private mutating func explainSilence() {
    head("Silence")
    if script.silence.isEmpty { return entry("1, 2, …", builtIn("silence")) }
    for (index, item) in script.silence.enumerated() {
      switch item {
      case .say(let prompt): entry("\(index + 1)", prompt.wordings)
      case .steps(let id): entry("\(index + 1)", [described(script[id])])
      }
    }
  }

  // MARK: Phrases

  private mutating func explainUniversals() {
    head("Universals")
    let settings = script.universals
    for universal in Universal.allCases {
      guard !settings.off.contains(universal) else {
        entry(universal.rawValue, ["off"])
        continue
      }
      var texts = settings.flows[universal].map { ["does: \($0)"] } ?? []
      texts += settings.replaced[universal]?.map(\.source) ?? language.universalPhrases.sources(of: universal)
      texts += (settings.added[universal] ?? []).map { "\($0.source) (added)" }
      if settings.replaced[universal] != nil { texts.append("(instead of the built-in phrases)") }
      entry(universal.rawValue, texts)
    }
  }

  private mutating func explainPhrases() {
    head("Also understood")
    for list in LanguageData.PhraseList.allCases { entry(list.key, language[list].sources) }
  }
}

extension Prompt {
  /// As the author wrote them.
  fileprivate var wordings: [String] {
    variants.map(\.source.withSingleSpaces) + (again.map { ["again: \($0.source.withSingleSpaces)"] } ?? [])
  }
}
