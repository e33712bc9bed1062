import ArgumentParser
import DialogTesting

/// Golden transcripts: test files that take over what the agent says now.
struct UpdateOptions: ParsableArguments {
  @Flag(
    name: .customLong("update"),
    help: "Before running, rewrite agent lines that no longer fit in the files, and print what has changed.")
  var isOn = false

  /// Rewrites files and reads them again.
  func apply(to files: [LoadedTests], _ settings: RunSettings) throws -> [LoadedTests] {
    try files.map { loaded in
      let outcome = GoldenUpdate.update(loaded, settings) { text in reload(text, loaded) }
      if let refusal = outcome.refusal {
        Output.print("\(loaded.path) is left as it is: \(refusal)", to: .error)
        return loaded
      }
      guard let text = outcome.text else { return loaded }
      try TextFile.rewrite(loaded.path, as: text)
      for change in outcome.changes {
        Output.print("\(loaded.path):\(change.line): agent line \(change.old == nil ? "added" : "rewritten")")
        if let old = change.old, !old.isEmpty { Output.print("  - \(old)") }
        Output.print("  + \(change.new)")
      }
      return LoadedTests(path: loaded.path, outcome: TestFileLoader.load(path: loaded.path, environment: environment))
    }
  }

  /// The new text beside the same script, before it is written.
  private func reload(_ text: String, _ loaded: LoadedTests) -> TestFileLoader.Outcome {
    TestFileLoader.load(text: text, path: loaded.path, environment: environment)
  }
}
