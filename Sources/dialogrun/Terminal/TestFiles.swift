#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files that paths stand for: a file for itself, a folder for all below it that end like test files, by name; each
/// once, and nothing hidden.
enum TestFiles {
  static let suffix = ".test.yaml"

  static func find(_ paths: [String], endingWith suffixes: [String] = [suffix]) -> [String] {
    var seen: Set<String> = []
    return paths.flatMap { find($0, suffixes) }.filter {
      seen.insert(URL(filePath: $0).standardizedFileURL.path).inserted
    }
  }

  private static func find(_ path: String, _ suffixes: [String]) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else { return [path] }
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    let folder = path.hasSuffix("/") ? path : path + "/"
    return below.filter { file in suffixes.contains(where: file.hasSuffix) && !isHidden(file) }.sorted().map {
      folder + $0
    }
  }

  private static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}
