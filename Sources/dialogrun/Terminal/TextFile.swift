import ArgumentParser
import Foundation

/// Files that commands write.
enum TextFile {
  /// Whole or not at all: a reader never sees half of it. A link stays a link, permissions stay what they were; pipes
  /// and devices are written into.
  static func write(_ text: String, to path: String) throws {
    try expectPlace(for: path)
    let data = Data(text.utf8)
    do {
      if isStream(path) { return try data.write(to: URL(filePath: path)) }
      let target = URL(filePath: path).resolvingSymlinksInPath()
      let place = target.path(percentEncoded: false)
      let permissions = try? FileManager.default.attributesOfItem(atPath: place)[.posixPermissions]
      try data.write(to: target, options: .atomic)
      if let permissions {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: place)
      }
    } catch {
      throw Loading.fail("cannot write \(path): \(reason(error))")
    }
  }

  /// Another text in a file that was read as UTF-8: a byte order mark stays.
  static func rewrite(_ path: String, as text: String) throws {
    let mark = "\u{FEFF}"
    let start = try? FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: mark.utf8.count)
    try write(start == Data(mark.utf8) ? mark + text : text, to: path)
  }

  /// Throws where no file can be: for commands that have much to do before they write.
  static func expectPlace(for path: String) throws {
    if isFolder(path) { throw Loading.fail("cannot write \(path): it is a folder") }
    let folder = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent()
    if !isFolder(folder.path(percentEncoded: false)) {
      throw Loading.fail("cannot write \(path): there is no such folder")
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// Nothing that a file can take the place of.
  private static func isStream(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as NSError).code {
    case CocoaError.fileNoSuchFile.rawValue: "there is no such folder"
    case CocoaError.fileWriteNoPermission.rawValue: "permission denied"
    case CocoaError.fileWriteOutOfSpace.rawValue: "the disk is full"
    default: error.localizedDescription
    }
  }
}
