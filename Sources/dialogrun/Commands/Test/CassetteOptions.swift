import ArgumentParser
import CallEngine
import DialogDSL
import DialogTesting
import Foundation

/// What models and tools reply where test files do not say it: the world, or a recording of it.
struct CassetteOptions: ParsableArguments {
  enum Mode: String, EnumerableFlag {
    case live, record, replay

    static func help(for mode: Mode) -> ArgumentHelp? {
      switch mode {
      case .live: "Ask models and run tools for real, where the files have no stubs. Tools that write are not run."
      case .record: "The same, and keep the replies beside each file, as a cassette (*\(Cassettes.suffix))."
      case .replay: "Take the replies from the cassettes; one that does not fit is a failure."
      }
    }
  }

  @Flag var mode: Mode?
  @OptionGroup var tools: ToolOptions

  /// Gives the files their replies: `live` and `record` ask for them, `replay` reads them.
  func apply(to files: [LoadedTests], _ settings: RunSettings) async throws -> [LoadedTests] {
    guard let mode else { return files }
    var changed = files
    for (index, loaded) in files.enumerated() {
      guard let script = loaded.outcome.file?.script else { continue }
      let path = Cassettes.path(for: loaded.path)
      if mode == .replay {
        if !FileManager.default.fileExists(atPath: path) {
          Output.print("note: there is no cassette \(path)", to: .error)
        }
        changed[index].outcome.file?.cassette = try Cassettes.read(path)
        continue
      }
      // A run of picked cases leaves the replies to the others as they are.
      let others = mode == .record && settings.filter != nil ? try Cassettes.read(path) : Cassette()
      if mode == .record { try TextFile.expectPlace(for: path) }
      if let refusal = tools.refusal(in: script) { Output.print("note: \(refusal)", to: .error) }
      let cassette = try await ask(for: loaded, script, settings)
      changed[index].outcome.file?.cassette = cassette
      if mode == .record { try keep(cassette, besides: others, in: path) }
    }
    return changed
  }

  private func ask(for loaded: LoadedTests, _ script: Script, _ settings: RunSettings) async throws -> Cassette {
    let models = LanguageModelRunner.runner(for: script)
    let runner = tools.runner
    let live = LiveRun(models: models ?? NoModels(), tools: runner) { request in
      Output.print("\(loaded.path): \(request)", to: .error)
    }
    let cassette = await live.cassette(for: loaded, settings)
    try await models?.shutdown()
    try await runner.shutdown()
    return cassette
  }

  private func keep(_ cassette: Cassette, besides others: Cassette, in path: String) throws {
    var kept = others
    kept.merge(cassette)
    if kept.entries.isEmpty, !FileManager.default.fileExists(atPath: path) { return }
    try TextFile.write(kept.json, to: path)
    let count = cassette.entries.count
    Output.print("recorded \(count) \(count == 1 ? "reply" : "replies") in \(path)", to: .error)
    for key in kept.entries.filter(\.value.isSensitive).keys.sorted() {
      Output.print(
        "note: the reply at \(key.place) holds a sensitive value and is not kept; --replay needs a stub for it",
        to: .error)
    }
  }
}

/// A cassette that holds what nobody asks for is as stale as one that lacks something; a run of picked cases cannot tell.
extension CassetteOptions: TestAddition {
  func add(to run: inout TestRun) async throws {
    guard mode == .replay, run.settings.filter == nil else { return }
    let results = Dictionary(run.result.files.map { ($0.path, $0.cases) }, uniquingKeysWith: +)
    var failures: [String] = []
    for file in run.files {
      guard let cassette = file.outcome.file?.cassette else { continue }
      let used = (results[file.path] ?? []).reduce(into: Set<Cassette.Key>()) { $0.formUnion($1.usedEntries) }
      // A case that has failed has not asked for all.
      guard (results[file.path] ?? []).allSatisfy({ $0.failure == nil }) else { continue }
      for key in cassette.unused(besides: used) {
        failures.append("\(Cassettes.path(for: file.path)): nobody asks for the reply at \(key.place) any more")
      }
    }
    if failures.isEmpty { return }
    let text = failures.map { "\($0)\n" }.joined() + "help: record it again with --record\n"
    run.result.sections.append(ReportSection(name: "cassettes", text: text, failures: failures))
  }
}

/// Cassettes on disk.
enum Cassettes {
  static let suffix = ".cassette.json"

  /// Beside the test file.
  static func path(for tests: String) -> String {
    for ending in [TestFiles.suffix, ".yaml", ".yml"] where tests.hasSuffix(ending) {
      return tests.dropLast(ending.count) + suffix
    }
    return tests + suffix
  }

  /// One that is not there holds nothing: not every file needs one.
  static func read(_ path: String) throws -> Cassette {
    guard FileManager.default.fileExists(atPath: path) else { return Cassette() }
    switch FileText.read(path, named: path) {
    case .failure(let failure): throw Loading.fail(failure.message)
    case .success(let text):
      do { return try Cassette(json: text) } catch { throw Loading.fail("\(path) is no cassette: \(error)") }
    }
  }
}
