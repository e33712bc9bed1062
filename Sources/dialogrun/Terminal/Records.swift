import ArgumentParser
import DialogDSL
import DialogTesting
import Foundation

/// Call records on disk.
enum Records {
  static let suffix = ".json"

  /// Cassettes are no records.
  static func find(_ paths: [String], besides suffixes: [String] = []) -> [String] {
    TestFiles.find(paths, endingWith: suffixes + [suffix]).filter { !$0.hasSuffix(Cassettes.suffix) }
  }

  /// Throws for a record that cannot be played.
  static func expectWhole(_ record: CallRecord, _ path: String) throws {
    if record.withheld.isEmpty { return }
    let slots = record.withheld.joined(separator: ", ")
    throw Loading.fail("\(path) cannot be played: it does not hold what the caller said for \(slots)")
  }

  static func read(_ path: String) throws -> CallRecord {
    switch FileText.read(path, named: path) {
    case .failure(let failure): throw Loading.fail(failure.message)
    case .success(let text):
      do { return try CallRecord(json: text) } catch { throw Loading.fail("\(path) is no call record: \(error)") }
    }
  }
}

/// Paths as files name each other.
enum Paths {
  /// A path that a file at `place` holds, as this process reaches it.
  static func joined(_ path: String, below place: String) -> String {
    guard !path.hasPrefix("/"), let slash = place.lastIndex(of: "/") else { return path }
    return String(place[...slash]) + path
  }

  /// The last component without what follows its first dot.
  static func name(of path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    return String(last.prefix { $0 != "." })
  }

  /// How a file at `place` names `path`.
  static func relative(_ path: String, from place: String) -> String {
    let target = components(path)
    let folder = components(place).dropLast()
    let common = zip(target, folder).prefix { $0 == $1 }.count
    let up = folder.dropFirst(common).map { _ in ".." }
    return (up + target.dropFirst(common)).joined(separator: "/")
  }

  private static func components(_ path: String) -> [String] {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false).split(separator: "/").map(String.init)
  }
}
