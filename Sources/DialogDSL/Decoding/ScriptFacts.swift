/// What the checker needs besides the script: places, and what a reader of the script never asks for.
struct ScriptFacts {
  /// Nothing was left out as faulty: what is missing is missing in the file too.
  var isWhole = true
  var range: SourceRange?
  var hasFallback = false
  /// There is an `llm`.
  var hasLanguageModels = false
  /// A model may be asked, whatever provider there is here: another environment may name one.
  var hasModels = false
  /// Written down, sound or not.
  var slotNames: Set<String> = []
  var toolsWithHold: Set<String> = []
  /// Paths of the uses of tools that have a hold line of their own.
  var usesWithHold: Set<String> = []
  var flowsWithTriggers: Set<String> = []
  var faultyPrompts: Set<String> = []
  var ruleRanges: [String: SourceRange] = [:]
  /// Names in steps, where the step's own range would point at the whole step.
  var targets: [StepID: SourceRange] = [:]
  var caseRanges: [StepID: [String: SourceRange]] = [:]
  /// The tool under `result: {send: …}`.
  var sendRange: SourceRange?
  /// Sequences of steps as written, to find what nothing leads to.
  var blocks: [[StepID]] = []
  /// Where a ladder asks a model, and where it asks for an answer.
  var modelRungs: [SourceRange] = []
  var answerRungs: [SourceRange] = []
  var ladders: [Ladder] = []

  struct Ladder {
    var range: SourceRange
    var rungs: [Rung]
  }
}
