import ArgumentParser
import DialogTesting

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run test files: whole calls in virtual time, by default without network or models.",
    discussion: """
      A file that cannot be read counts as one failure. Exits with 0 when all cases pass, with 1 otherwise, with 64 \
      when the options make no sense.
      """)

  @Argument(help: "Test files, scripts with `tests`, or folders in which every *.test.yaml is run.")
  var files: [String] = []

  @OptionGroup(title: "Which cases, and how") var running: RunOptions
  @OptionGroup(title: "Where calls go through") var rings: RingOptions
  @OptionGroup(title: "Models and tools") var cassettes: CassetteOptions
  @OptionGroup(title: "Golden transcripts") var update: UpdateOptions
  @OptionGroup(title: "Tests out of calls") var records: RecordOptions
  @OptionGroup(title: "Sweeps") var sweeps: SweepOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Coverage") var coverage: CoverageOptions

  /// What a run does besides playing its cases, in the order in which it is reported.
  private var additions: [any TestAddition] { [sweeps, coverage, cassettes] }

  func validate() throws {
    if files.isEmpty == (records.record == nil) {
      throw ValidationError(
        files.isEmpty ? "name test files, or a call record with --from" : "--from takes no test files")
    }
    if let mode = cassettes.mode, sweeps.chosen?.perturbations.isEmpty == false {
      throw ValidationError("--\(mode.rawValue) and --sweep exclude each other: perturbed calls ask for other things")
    }
    if cassettes.mode != nil, update.isOn || running.watch {
      throw ValidationError("--live, --record and --replay go without --update and --watch")
    }
  }

  func run() async throws {
    if let record = records.record { return try records.make(from: record) }
    if running.watch { return await Watch.run(files) { await attempt() } }
    let result = try await runOnce()
    if result.failed > 0 { throw ExitCode.failure }
  }

  private func runOnce() async throws -> RunResult {
    let found = TestFiles.find(files)
    if found.isEmpty { throw Loading.fail("no \(TestFiles.suffix) files in \(files.joined(separator: ", "))") }
    var settings = running.settings
    settings.ring = try await rings.start()
    var run = TestRun(
      files: await TestRunner.load(found, environment: environment, jobs: settings.jobs), settings: settings)
    if update.isOn { run.files = try update.apply(to: run.files, settings) }
    run.files = try await cassettes.apply(to: run.files, settings)
    for file in run.files { Loading.show(file.outcome.diagnostics, file.outcome.sources, of: file.path) }
    run.result = await TestRunner.run(run.files, settings)
    if run.result.files.isEmpty, let filter = running.filter { throw Loading.fail("no case is named like `\(filter)`") }
    // A file that cannot be written keeps nothing else from being reported.
    var attempts = Attempts()
    for addition in additions { await attempts.add { try await addition.add(to: &run) } }
    attempts.add { try reports.write(run.result) }
    try attempts.finish()
    return run.result
  }

  /// Watching goes on whatever came of a run.
  private func attempt() async {
    do { _ = try await runOnce() } catch is ExitCode {} catch { Output.print("error: \(error)", to: .error) }
  }
}

/// One run of `dialogrun test`: what was read, how it is run, and what has come of it so far.
struct TestRun: Sendable {
  var files: [LoadedTests]
  var settings: RunSettings
  var result = RunResult(files: [])
}

/// Something that a run does besides playing its cases once: an option group that adds cases or sections to the result.
protocol TestAddition {
  func add(to run: inout TestRun) async throws
}
