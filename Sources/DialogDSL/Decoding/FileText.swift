#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a script's bytes, never more than a script may have.
package enum FileText {
  /// Larger is no script that a person wrote.
  static let maxBytes = 4 * 1024 * 1024

  /// Why a file gives no text: wording for a diagnostic.
  package struct Failure: Error {
    package var code: String
    package var message: String
    package var help: String?
  }

  package static func read(_ path: String, named name: String) -> Result<String, Failure> {
    // Not blocking, so that a pipe without a writer cannot hold the load up.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(openFailure(errno, name)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(unreadable(name)) }
    if status.st_mode & S_IFMT == S_IFDIR {
      return .failure(
        Failure(code: "is-directory", message: "\(name) is a directory", help: "name a script file in it"))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .failure(Failure(code: "not-a-file", message: "\(name) is not a regular file"))
    }
    guard status.st_size <= maxBytes else {
      return .failure(
        Failure(code: "file-too-large", message: "\(name) is larger than 4 MiB", help: "split it with `include`"))
    }
    guard let bytes = bytes(of: descriptor, count: Int(status.st_size)) else { return .failure(unreadable(name)) }
    return decode(bytes[...], name)
  }

  /// The real path of a file, links followed; nil when there is none.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func bytes(of descriptor: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + filled, count - filled, off_t(filled))
      }
      if got < 0 { return nil }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes.prefix(filled))
  }

  /// UTF-8, with or without a byte order mark.
  static func decode(_ bytes: ArraySlice<UInt8>, _ name: String) -> Result<String, Failure> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .failure(Failure(code: "not-utf8", message: "\(name) is UTF-16", help: "save it as UTF-8"))
    }
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    if let text = String(validating: bytes, as: UTF8.self) { return .success(text) }
    let (offset, line) = firstFault(bytes)
    let message = "\(name) is not UTF-8: byte \(offset - bytes.startIndex + 1), on line \(line), begins no character"
    return .failure(Failure(code: "not-utf8", message: message, help: "save it as UTF-8"))
  }

  private static func firstFault(_ bytes: ArraySlice<UInt8>) -> (offset: Int, line: Int) {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    var line = 1
    while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
      if encoded.first == UInt8(ascii: "\n") { line += 1 }
      offset += encoded.count
    }
    return (offset, line)
  }

  private static func openFailure(_ code: Int32, _ name: String) -> Failure {
    switch code {
    case ENOENT, ENOTDIR: Failure(code: "no-such-file", message: "there is no file \(name)")
    case EACCES, EPERM: Failure(code: "unreadable", message: "no permission to read \(name)")
    default: unreadable(name)
    }
  }

  private static func unreadable(_ name: String) -> Failure {
    Failure(code: "unreadable", message: "\(name) cannot be read")
  }
}
