import DialogTesting
import Foundation

/// Runs again whenever a file changes that a run has read.
enum Watch {
  /// Often enough for whoever saves a file and looks up; next to no work.
  static let interval = Duration.milliseconds(400)

  /// Returns when the task is cancelled; an interrupt ends the process.
  static func run(_ paths: [String], _ body: () async -> Void) async {
    while !Task.isCancelled {
      let watched = await files(paths)
      let before = stamps(watched)
      await body()
      Output.print("---- waiting for a change in \(watched.count) files; Ctrl-C ends ----")
      // What is saved while the tests run counts too.
      while stamps(watched) == before, TestFiles.find(paths).allSatisfy(watched.contains) {
        do { try await Task.sleep(for: interval) } catch { return }
      }
    }
  }

  /// The test files, their scripts and what those include.
  private static func files(_ paths: [String]) async -> [String] {
    let found = TestFiles.find(paths)
    let loaded = await TestRunner.load(found, environment: environment)
    // A script that is not there yet is waited for.
    let scripts = loaded.compactMap(\.outcome.scriptPath)
    return Array(Set(found + scripts + loaded.flatMap(\.outcome.paths.values))).sorted()
  }

  private static func stamps(_ paths: [String]) -> [String: Date] {
    var stamps: [String: Date] = [:]
    for path in paths {
      stamps[path] = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
    return stamps
  }
}
