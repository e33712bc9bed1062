import Foundation
import Testing

/// House rules that a compiler does not check (style.md §1, architecture.md).
@Suite struct TidyTests {
  static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  /// Targets from the bottom up: each may import those before it.
  static let order = [
    "CLibYAML", "DialogDSL", "Interpreter", "CallEngine", "RetellLink", "DialogTesting", "WireTesting", "dialogrun",
  ]

  static func files(of target: String) throws -> [(name: String, lines: [Substring])] {
    let folder = sources.appending(path: target)
    let paths = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      return ("\(target)/\(path)", text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  static func imports(_ lines: [Substring]) -> [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { return nil }
      return String(words.last ?? "")
    }
  }

  @Test("Imports run downwards only", arguments: order.dropFirst())
  func imports(target: String) throws {
    let files = try Self.files(of: target)
    #expect(!files.isEmpty)
    let rank = try #require(Self.order.firstIndex(of: target))
    // DialogTesting stands beside RetellLink and must not know it.
    let forbidden = Set(Self.order[rank...] + (target == "DialogTesting" ? ["RetellLink"] : []))
    for file in files { #expect(forbidden.isDisjoint(with: Self.imports(file.lines)), "\(file.name)") }
  }

  @Test("Only one file knows libyaml")
  func libyaml() throws {
    let users = try Self.files(of: "DialogDSL").filter { Self.imports($0.lines).contains("CLibYAML") }
    #expect(users.count == 1)
  }

  @Test("The interpreter imports nothing but the script and the hearing")
  func interpreterImports() throws {
    for file in try Self.files(of: "Interpreter") {
      #expect(Set(Self.imports(file.lines)).isSubset(of: ["DialogDSL", "Hearing"]), "\(file.name)")
    }
  }

  @Test("The interpreter has no clock, randomness, I/O, logging or tasks")
  func interpreterIsPure() throws {
    let impure = [
      "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "UUID()", ".random", "SystemRandomNumberGenerator",
      ".shuffled(", ".randomElement", "print(", "debugPrint(", "FileManager", "FileHandle", "URLSession", "Logger(",
      "Task {",
      "Task.", "async ", "await ", "actor ", "fopen(", "getenv(", "ProcessInfo",
    ]
    for file in try Self.files(of: "Interpreter") {
      for (index, line) in file.lines.enumerated() where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for word in impure { #expect(!Self.uses(word, in: line), "\(file.name):\(index + 1): \(word)") }
      }
    }
  }

  /// Not as the end of a longer name: `Fingerprint(` prints nothing.
  private static func uses(_ word: String, in line: Substring) -> Bool {
    line.ranges(of: word).contains { place in
      guard let first = word.first, first.isLetter, place.lowerBound > line.startIndex else { return true }
      return !line[line.index(before: place.lowerBound)].isLetter
    }
  }

  @Test("No decision of the interpreter on an event is left to `default`")
  func noDefaultOnEvents() throws {
    for file in try Self.files(of: "Interpreter") where file.name.contains("Step.swift") {
      #expect(!file.lines.contains { $0.contains("default:") }, "\(file.name)")
    }
  }

  @Test("No Foundation where a turn is worked on", arguments: ["DialogDSL", "Interpreter"])
  func foundation(target: String) throws {
    for file in try Self.files(of: target) where !file.name.hasPrefix("DialogDSL/Decoding/") {
      #expect(Set(Self.imports(file.lines)).isDisjoint(with: ["Foundation", "FoundationEssentials"]), "\(file.name)")
    }
  }
}
