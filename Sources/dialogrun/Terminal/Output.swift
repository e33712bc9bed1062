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

  /// Callers' words and files may hold what a terminal would obey: only colours of our own are let through.
  static func print(_ text: String, terminator: String = "\n", to stream: Stream = .output) {
    var bytes = Array((text.withoutControls + terminator).utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(stream.descriptor, $0.baseAddress, $0.count) }
      // The reader is gone: there is nobody left to tell.
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}

extension String {
  /// With `�` for control characters but those of lines, and of colours.
  fileprivate var withoutControls: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var clean = String.UnicodeScalarView()
    var rest = self[...].unicodeScalars
    while let scalar = rest.first {
      let colour = scalar == "\u{1B}" ? Self.colour(in: rest) : nil
      if let colour {
        clean.append(contentsOf: rest.prefix(colour))
        rest = rest.dropFirst(colour)
      } else {
        clean.append(scalar.isControl ? "\u{FFFD}" : scalar)
        rest = rest.dropFirst()
      }
    }
    return String(clean)
  }

  /// The length of a sequence that sets a colour or clears a line, at the beginning.
  private static func colour(in scalars: Substring.UnicodeScalarView) -> Int? {
    let rest = scalars.dropFirst()
    guard rest.first == "[" else { return nil }
    let numbers = rest.dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" }
    guard let end = rest.dropFirst(numbers.count + 1).first, end == "m" || end == "K" else { return nil }
    return numbers.count + 3
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    properties.generalCategory == .control && self != "\n" && self != "\t" && self != "\r"
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
