#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the commands print: results to standard output, faults and notes to standard error; in colour only on a
/// terminal that wants it (no-color.org).
enum Output {
  enum Stream {
    case output, error

    fileprivate var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    var isColoured: Bool { isTerminal && environment["NO_COLOR", default: ""].isEmpty }
  }

  static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  static func print(_ text: String, terminator: String = "\n", to stream: Stream = .output) {
    var bytes = Array((text + terminator).utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(stream.descriptor, $0.baseAddress, $0.count) }
      // The reader is gone: there is nobody left to tell.
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}

/// The environment of this process.
let environment: [String: String] = {
  var values: [String: String] = [:]
  var entry = environ
  while let text = entry.pointee {
    let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    entry += 1
  }
  return values
}()
