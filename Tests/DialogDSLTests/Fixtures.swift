import DialogDSL
import Foundation

/// The script files beside the tests.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// Names of the scripts in a subfolder, sorted; those that are only included by others (`_part.yaml`) left out.
  static func names(in subfolder: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("_") }.sorted()
  }

  static func path(_ subfolder: String, _ name: String) -> String {
    folder.appending(path: subfolder).appending(path: name).path
  }

  static func text(_ subfolder: String, _ name: String) throws -> String {
    try String(contentsOfFile: path(subfolder, name), encoding: .utf8)
  }

  static let environment = ["DESK": "+15035550142", "SECRET": "hunter2"]

  static func load(_ subfolder: String, _ name: String) -> ScriptLoader.Outcome {
    ScriptLoader.load(path: path(subfolder, name), environment: environment)
  }
}
