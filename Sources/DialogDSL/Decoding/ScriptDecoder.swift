/// Turns nodes into a `Script`: first the names, then everything that may use them. All faults are collected in one
/// run; what is faulty is left out, so that one fault gives one error.
///
/// Owned by one load, never shared.
final class ScriptDecoder {
  let environment: Environment
  var files: ScriptFiles
  var diagnostics: [Diagnostic] = []

  // The author's definitions, not yet decoded.
  var declared = Declarations()
  var scope = Scope.standard

  // What they became.
  var slots: [Slot] = []
  var variables: [String: Variable] = [:]
  var lines: [String: String] = [:]
  var prompts: [String: Prompt] = [:]
  /// Built-in texts in other words.
  var texts: [String: [Prompt]] = [:]
  var phrases: [String: [Phrase]] = [:]
  var tools: [String: Tool] = [:]
  /// What the environment has put into the tool being decoded.
  var toolEnvironment: Set<String> = []
  var flows: [Flow] = []
  var steps = StepTable()
  var fallback: [Rung] = []
  var silence: [SilenceEntry] = []
  var universals = Universals()
  var result: [Entry] = []
  var resultTool: ToolUse?
  var limits = CallLimits()
  var models = LanguageModels()
  var knowledge: [KnowledgeEntry] = []
  var speechGuard = SpeechGuard()
  var retell = RetellSettings()
  var callDetails: Bool?
  var locale = LocaleTag.standard
  var localeChoice: Template?
  var translations: [Translation] = []

  /// Prompts being resolved, to notice those that name each other.
  var openPrompts: Set<String> = []
  /// Of the flow being decoded.
  var labels: [Label] = []
  var jumps: [Jump] = []
  var readsCall = false
  var facts = ScriptFacts()

  init(environment: Environment, files: ScriptFiles) {
    self.environment = environment
    self.files = files
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func decode() {
    decodePhraseRules()
    decodeVariables()
    decodeLines()
    decodePrompts()
    decodeTexts()
    decodeTools()
    decodeModels()
    decodeKnowledge()
    decodeGuard()
    decodeSlots()
    decodeFlows()
    decodeLadderAndSilence()
    decodeLimits()
    decodeUniversals()
    decodeResult()
    decodeRetell()
    decodeLocales()
  }

  func script(at range: SourceRange) -> Script {
    var script = Script(name: "", slots: slots, flows: flows, steps: steps.steps)
    if let name = declared["name"] { script.name = text(name)?.text ?? "" }
    if let about = declared["about"] { script.about = text(about)?.text ?? "" }
    script.locale = locale
    script.localeChoice = localeChoice
    if let zone = declared["timezone"].flatMap(timeZone) { script.timeZone = zone }
    checkVersion(at: range)
    script.variables = variables
    script.lines = lines
    script.prompts = prompts
    script.texts = texts
    script.fallback = fallback
    script.silence = silence
    script.universals = universals
    script.phrases = phrases
    script.tools = tools
    script.result = result
    script.resultTool = resultTool
    script.limits = limits
    script.models = models
    script.knowledge = knowledge
    script.speechGuard = speechGuard
    script.retell = retell
    let readsDetails = readsCall || variables.values.contains { $0.path != nil }
    script.retell.callDetails = callDetails ?? (readsDetails || slots.contains { $0.type == .phone })
    script.retell.greetingWaits = script.retell.callDetails && readsDetails
    facts.range = range
    facts.slotNames = declared.nameSet("slots")
    facts.hasFallback = declared["fallback"] != nil
    return script
  }

  private func checkVersion(at range: SourceRange) {
    let start = SourceRange(file: range.file, start: range.start, end: range.start)
    guard let node = declared["dialog"] else {
      return report(.missingKey("dialog", in: "a script", at: start, help: "begin with `dialog: 1`"))
    }
    guard let version = text(node), version.text != "1" else { return }
    report(.badValue(version.text, wanted: "a language version", at: version.range, help: "the version is `1`"))
  }

  /// The script in its other locales.
  func translate(_ script: inout Script) {
    script.translations = translations.map { translation in
      var translator = Translator(script, translation)
      translator.translate(ruleRanges: facts.ruleRanges)
      diagnostics += translator.diagnostics
      return translator.script
    }
  }

  /// Only its form: the zone database is CallEngine's.
  private func timeZone(_ node: Node) -> String? {
    guard let zone = text(node) else { return nil }
    let allowed = zone.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
    if allowed, zone.text == "UTC" || zone.text.contains("/") { return zone.text }
    report(.badValue(zone.text, wanted: "an IANA time zone", at: zone.range, help: "write it like `America/New_York`"))
    return nil
  }
}
