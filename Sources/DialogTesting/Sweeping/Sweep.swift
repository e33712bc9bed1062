import DialogDSL
import Interpreter

/// Plays the cases of a test file again under perturbations: a swept case passes when its final slots, its tool calls and
/// its outcome are those of the base case (language.md §9, `sweep`).
public struct Sweep: Sendable {
  public var perturbations: [Perturbation]
  /// Ways in which each case is perturbed, with other words at other places.
  public var variants: Int
  /// Draws the words and places; the same seed draws the same.
  public var seed: UInt64

  /// Enough for a case to meet most places and words of a perturbation over the cases of a file.
  public static let standardVariants = 3
  /// More say little and take long.
  public static let mostVariants = 1_000

  public init(
    _ perturbations: [Perturbation] = Perturbation.allCases, variants: Int = standardVariants,
    seed: UInt64 = RunSettings.standardSeed
  ) {
    self.perturbations = perturbations
    self.variants = variants
    self.seed = seed
  }

  /// What a variant does differently, and what belongs together.
  struct Change: Sendable, Hashable {
    /// By the index of the move, among those that do something.
    var acts: [Int: [Act]]
  }

  /// One result for each case and perturbation, in the order of the cases.
  public func run(_ file: TestFile) -> [SweepResult] {
    let dialog = PreparedScript(file.script)
    return file.cases.flatMap { run($0, of: file, dialog, RunSettings()) }
  }

  /// Sweeps the picked cases of files, several at a time; what comes of it does not depend on how many.
  ///
  /// - Parameter perturbations: instead of those that each file asks for.
  public static func run(
    _ files: [LoadedTests], _ perturbations: [Perturbation]?, variants: Int = standardVariants,
    _ settings: RunSettings = RunSettings()
  ) async -> SweepReport {
    let work = files.flatMap { loaded -> [(file: TestFile, test: TestCase, dialog: PreparedScript)] in
      guard let file = loaded.outcome.file, !(perturbations ?? file.sweep).isEmpty else { return [] }
      let dialog = PreparedScript(file.script)
      return file.cases.filter { settings.filter?.picks($0.name, of: loaded.path) ?? true }.map { (file, $0, dialog) }
    }
    let results = await concurrentMap(work, jobs: settings.jobs) { item in
      let sweep = Sweep(perturbations ?? item.file.sweep, variants: variants, seed: settings.seed)
      return sweep.run(item.test, of: item.file, item.dialog, settings)
    }
    return SweepReport(results.flatMap(\.self))
  }

  private func run(
    _ test: TestCase, of file: TestFile, _ dialog: PreparedScript, _ settings: RunSettings
  ) -> [SweepResult] {
    var base = CaseRun(of: file, dialog: dialog, settings)
    if base.play(test) != nil {
      return perturbations.map { result($0, test, .skipped("the case itself fails")) }
    }
    let swept = SweptCase(file: file, dialog: dialog, test: test, callID: settings.callID)
    return perturbations.map { result($0, test, verdict(on: $0, swept)) }
  }

  private func result(_ perturbation: Perturbation, _ test: TestCase, _ verdict: SweepResult.Verdict) -> SweepResult {
    SweepResult(perturbation: perturbation, name: test.name, range: test.range, verdict: verdict)
  }

  private func verdict(on perturbation: Perturbation, _ swept: SweptCase) -> SweepResult.Verdict {
    if perturbation.isEnglish, !swept.base.isEnglish { return .skipped("its words are English") }
    var seen: Set<[Change]> = []
    for variant in 0..<variants {
      let names = [swept.file.name, swept.test.name, perturbation.rawValue, String(variant)]
      var random = SplitMix64(seed: seed, for: names)
      let changes = perturbation.changes(of: swept.base, swept.base.script, &random)
      guard !changes.isEmpty, seen.insert(changes).inserted else { continue }
      if let failure = swept.failure(of: changes, under: perturbation) { return .failed(failure) }
    }
    return seen.isEmpty ? .skipped(perturbation.need) : .passed(variants: seen.count)
  }
}

/// What came of one case under one perturbation.
public struct SweepResult: Sendable {
  public enum Verdict: Sendable {
    /// So many different variants were played.
    case passed(variants: Int)
    /// Why the perturbation does not apply.
    case skipped(String)
    case failed(SweepFailure)
  }

  public var perturbation: Perturbation
  /// Of the case.
  public var name: String
  public var range: SourceRange
  public var verdict: Verdict
}

/// A perturbed call that came to something else than its base case, with nothing perturbed that need not be.
public struct SweepFailure: Sendable {
  /// The line of the talk at which the calls part.
  public var range: SourceRange
  /// What is not as in the base case; sensitive values masked, as everywhere below.
  public var details: [TestFailure.Detail]
  /// The perturbed talk with the agent's answers, line by line.
  public var talk: [String]
  /// Of the first turn at which the calls part.
  public var trace: [String]
}
