import ArgumentParser
import DialogTesting

struct ExploreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore", abstract: "Let simulated callers loose on a script and report what goes wrong.",
    discussion: """
      Callers answer, over-answer, correct, digress, fall silent and talk nonsense; tools answer, fail and dawdle. \
      The same seed gives the same calls, whatever the number of jobs. Exits with 0 when nothing is found, with 1 \
      otherwise.
      """)

  @Argument(help: "The script.")
  var file: String

  @Option(help: "How many calls.")
  var calls = 1_000

  @Option(help: "What the calls are made from.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Only these callers, with commas between: \(Personality.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "callers"))
  var caller: String?

  @Option(help: "Calls played at a time.")
  var jobs = 2

  @Option(name: .customLong("call"), help: ArgumentHelp("Play only this call, and print it.", valueName: "number"))
  var single: Int?

  @Flag(help: "Report as JSON.")
  var json = false

  func validate() throws {
    guard (1...10_000_000).contains(calls) else { throw ValidationError("`--calls` is from 1 to 10000000") }
    guard (1...CrashNote.mostJobs).contains(jobs) else {
      throw ValidationError("`--jobs` is from 1 to \(CrashNote.mostJobs)")
    }
    if let single, single < 0 { throw ValidationError("`--call` is a number from 0") }
    _ = try personalities()
  }

  func run() async throws {
    let (script, _) = try Loading.script(file)
    let explorer = Explorer(script, seed: seed, personalities: try personalities())
    CrashNote.install(file: file, seed: seed)
    if let single {
      CrashNote.note(job: 0, call: single)
      let call = explorer.call(single)
      Output.print(ExploreReporter.text(of: call), terminator: "")
      if !call.findings.isEmpty { throw ExitCode.failure }
      return
    }
    let progress = ProgressLine(total: calls)
    let result = await explorer.explore(calls: calls, jobs: jobs) { step in
      CrashNote.note(job: step.job, call: step.call)
      progress.show(step.call)
    }
    progress.clear()
    let report = json ? ExploreReporter.json(of: result, file: file) : ExploreReporter.text(of: result, file: file)
    Output.print(report, terminator: "")
    if !result.findings.isEmpty { throw ExitCode.failure }
  }

  private func personalities() throws -> [Personality] {
    guard let caller else { return Personality.allCases }
    let names = caller.split(separator: ",")
    if names.isEmpty { throw ValidationError("`--caller` names no caller") }
    return try names.map { name in
      guard let personality = Personality(rawValue: String(name)) else {
        let known = Personality.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("no caller `\(name)`; there are \(known)")
      }
      return personality
    }
  }
}

/// On a terminal, how far a long run has come; elsewhere nothing.
private struct ProgressLine: Sendable {
  let total: Int
  private let isShown = Output.Stream.error.isTerminal

  private static let interval = 100

  init(total: Int) { self.total = total }

  func show(_ call: Int) {
    if isShown, call % Self.interval == 0 { Output.print("\r\(call) of \(total) calls", terminator: "", to: .error) }
  }

  func clear() { if isShown { Output.print("\r\u{1B}[K", terminator: "", to: .error) } }
}
