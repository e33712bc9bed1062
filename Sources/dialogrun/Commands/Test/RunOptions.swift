import ArgumentParser
import DialogTesting
import Foundation

/// Which cases are run, and how.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only cases whose `file: case name` holds this text, or fits it as a whole when it has a * or ?.",
      valueName: "pattern"))
  var filter: String?

  @Option(name: .customLong("repeat"), help: "Play every case so many times; runs that differ are a failure.")
  var repetitions = 1

  @Option(help: "Cases played at a time; as many as there are cores when not given. The report is the same.")
  var jobs: Int?

  @Option(help: "What variants, sweeps and made-up callers are picked by.")
  var seed = RunSettings.standardSeed

  @Flag(help: "Run again whenever a test file, its script or an include changes, until interrupted.")
  var watch = false

  /// More is a slip.
  private static let mostRepetitions = 10_000
  private static let mostJobs = 256

  func validate() throws {
    guard (1...Self.mostRepetitions).contains(repetitions) else {
      throw ValidationError("--repeat is a number from 1 to \(Self.mostRepetitions)")
    }
    guard (1...Self.mostJobs).contains(jobs ?? 1) else {
      throw ValidationError("--jobs is a number from 1 to \(Self.mostJobs)")
    }
  }

  var settings: RunSettings {
    RunSettings(
      filter: filter.map(CaseFilter.init), repetitions: repetitions,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, seed: seed)
  }
}
