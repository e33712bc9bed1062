import DialogDSL
import Foundation

/// A folder of its own for a test that needs files on disk; removed with the value.
final class ScriptFolder: Sendable {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "dialog-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ data: Data, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: url.appending(path: name).path, withDestinationPath: target)
  }

  func load(_ name: String) -> ScriptLoader.Outcome {
    ScriptLoader.load(path: url.appending(path: name).path, environment: [:])
  }
}

enum Scripts {
  static let head = "dialog: 1\nfallback: [{end: Goodbye.}]\n"
  static let smallest = head + "flows:\n  main:\n    - end: Goodbye.\n"
}
