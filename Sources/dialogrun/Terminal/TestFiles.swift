#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The test files that paths stand for: a file for itself, a folder for every `*.test.yaml` below it, by name.
enum TestFiles {
  static let suffix = ".test.yaml"

  static func find(_ paths: [String]) -> [String] { paths.flatMap(find) }

  private static func find(_ path: String) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else { return [path] }
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    let folder = path.hasSuffix("/") ? path : path + "/"
    return below.filter { $0.hasSuffix(suffix) && !isHidden($0) }.sorted().map { folder + $0 }
  }

  private static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}
