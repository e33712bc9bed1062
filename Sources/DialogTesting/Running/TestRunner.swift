import CallEngine
import DialogDSL
import Interpreter
import Synchronization

/// Runs the cases of test files in virtual time; every case is a call of its own.
public enum TestRunner {
  /// The files of `paths`, read side by side. What is wrong with a script stands with the first file that names it.
  public static func load(
    _ paths: [String], environment: [String: String], jobs: Int = 1
  ) async -> [LoadedTests] {
    let scripts = LoadedScripts(environment: environment)
    let files = await concurrentMap(paths, jobs: jobs) { path in
      LoadedTests(path: path, outcome: TestFileLoader.load(path: path) { scripts.load($0) })
    }
    return withoutRepeats(files)
  }

  private static func withoutRepeats(_ files: [LoadedTests]) -> [LoadedTests] {
    var seen: Set<String> = []
    return files.map { loaded in
      var loaded = loaded
      loaded.outcome.diagnostics.removeAll { fault in
        guard let range = fault.range, let path = loaded.outcome.paths[range.file], path != loaded.path else {
          return false
        }
        return !seen.insert("\(path):\(range.start.line):\(range.start.column): \(fault.code) \(fault.message)")
          .inserted
      }
      return loaded
    }
  }

  /// Files without a picked case are left out, unless they could not be read.
  public static func run(_ files: [LoadedTests], _ settings: RunSettings = RunSettings()) async -> RunResult {
    let dialogs = await prepared(files, settings)
    let work = files.enumerated().flatMap { index, loaded in
      (loaded.outcome.file?.cases ?? [])
        .filter { settings.filter?.picks($0.name, of: loaded.path) ?? true }
        .map { (index: index, test: $0, dialog: dialogs[loaded.outcome.scriptPath ?? loaded.path]) }
    }
    let results = await concurrentMap(work, jobs: settings.jobs, on: settings.ring) { item -> CaseResult? in
      guard let file = files[item.index].outcome.file, let dialog = item.dialog else { return nil }
      return run(item.test, of: file, dialog, settings)
    }
    var found = files.map { FileResult($0) }
    for (item, result) in zip(work, results) { if let result { found[item.index].cases.append(result) } }
    return RunResult(files: found.filter { settings.filter == nil || !$0.cases.isEmpty || $0.isUnreadable })
  }

  /// Scripts by path, each prepared once.
  private static func prepared(_ files: [LoadedTests], _ settings: RunSettings) async -> [String: PreparedScript] {
    var scripts: [String: Script] = [:]
    for loaded in files {
      if let script = loaded.outcome.file?.script { scripts[loaded.outcome.scriptPath ?? loaded.path] = script }
    }
    let found = await concurrentMap(scripts.sorted { $0.key < $1.key }, jobs: settings.jobs) {
      ($0.key, PreparedScript($0.value))
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  /// All cases of a file, one after another, on this thread.
  public static func run(_ file: TestFile, _ settings: RunSettings = RunSettings()) -> [CaseResult] {
    let dialog = PreparedScript(file.script)
    return file.cases.map { run($0, of: file, dialog, settings) }
  }

  private static func run(
    _ test: TestCase, of file: TestFile, _ dialog: PreparedScript, _ settings: RunSettings
  ) -> CaseResult {
    let first = play(test, of: file, dialog, settings)
    for number in 1..<max(1, settings.repetitions) {
      let again = play(test, of: file, dialog, settings)
      if let difference = difference(first.account, again.account, run: number + 1) {
        return CaseResult(
          name: test.name, range: test.range,
          failure: TestFailure(range: test.range, message: "not deterministic", details: difference))
      }
    }
    var result = CaseResult(name: test.name, range: test.range, failure: first.failure, marks: first.marks)
    result.usedEntries = first.used
    return result
  }

  private static func play(
    _ test: TestCase, of file: TestFile, _ dialog: PreparedScript, _ settings: RunSettings
  ) -> (failure: TestFailure?, account: [String], marks: [Mark: Int], used: Set<Cassette.Key>) {
    var run = CaseRun(of: file, dialog: dialog, settings)
    let failure = run.play(test)
    return (failure, settings.repetitions > 1 ? run.account : [], run.marks, run.call.usedEntries)
  }

  /// The first line in which two runs of a case differ.
  static func difference(_ first: [String], _ again: [String], run: Int) -> [TestFailure.Detail]? {
    if first == again { return nil }
    let place = zip(first, again).prefix { $0 == $1 }.count
    func line(_ account: [String]) -> String { account.indices.contains(place) ? account[place] : "nothing more" }
    return [.init("run 1", line(first)), .init("run \(run)", line(again))]
  }
}

/// Scripts by path, each read once: many test files name the same.
private final class LoadedScripts: Sendable {
  private let environment: [String: String]
  private let loaded = Mutex<[String: ScriptLoader.Outcome]>([:])

  init(environment: [String: String]) { self.environment = environment }

  func load(_ path: String) -> ScriptLoader.Outcome {
    if let outcome = loaded.withLock({ $0[path] }) { return outcome }
    // Two that come at the same time both read it: the same twice.
    let outcome = ScriptLoader.load(path: path, environment: environment)
    loaded.withLock { $0[path] = outcome }
    return outcome
  }
}

/// A test file as it was found, sound or not.
public struct LoadedTests: Sendable {
  /// As it was given.
  public var path: String
  public var outcome: TestFileLoader.Outcome

  public init(path: String, outcome: TestFileLoader.Outcome) {
    self.path = path
    self.outcome = outcome
  }
}
