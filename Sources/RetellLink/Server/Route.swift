/// What a request's target asks for.
enum Route: Hashable {
  case health
  case call(id: String)
  case nothing
}

/// Maps request targets to routes (reference §2).
struct Router: Sendable {
  static let healthPath = "/healthz"

  private let base: [Substring]
  private let secret: String?

  init(path: String, secret: String?) {
    base = path.split(separator: "/").map { Substring($0) }
    self.secret = secret
  }

  /// A missing or wrong secret is `nothing`, like any other path.
  func route(_ target: String) -> Route {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first else { return .nothing }
    if path == Self.healthPath { return .health }
    guard let segments = segments(of: path, query: parts.count == 2 ? parts[1] : nil) else { return .nothing }
    if let secret {
      guard segments.count == 2, let given = percentDecoded(segments[0]), isSame(given, Array(secret.utf8)) else {
        return .nothing
      }
    } else if segments.count != 1 {
      return .nothing
    }
    guard let id = percentDecoded(segments[segments.count - 1]), let id = callID(id) else { return .nothing }
    return .call(id: id)
  }

  /// The segments after the base path; a slash at the end is none. When the base URL has a query, the call id may have
  /// been appended to that (`?tenant=a/call_x`, reference §17.10): then it is the last segment.
  private func segments(of path: Substring, query: Substring?) -> [Substring]? {
    guard path.first == "/" else { return nil }
    var segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if segments.last == "" { segments.removeLast() }
    guard segments.starts(with: base) else { return nil }
    segments.removeFirst(base.count)
    if segments.count < (secret == nil ? 1 : 2), let query, let slash = query.lastIndex(of: "/") {
      segments.append(query[query.index(after: slash)...])
    }
    return segments
  }

  /// 1 to 128 of `[A-Za-z0-9_.-]`; nil for anything else (reference §2.1).
  private func callID(_ bytes: [UInt8]) -> String? {
    guard (1...128).contains(bytes.count), bytes.allSatisfy(Self.isIDByte) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// nil when a `%` is not followed by two hex digits.
  private func percentDecoded(_ segment: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = segment.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private func hexValue(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }

  /// Takes as long for a near miss as for a far one; only the given text's length shows in the time.
  private func isSame(_ given: [UInt8], _ secret: [UInt8]) -> Bool {
    var difference = given.count ^ secret.count
    for (index, byte) in given.enumerated() where !secret.isEmpty {
      difference |= Int(byte ^ secret[index % secret.count])
    }
    return difference == 0
  }
}
