/// Where a URL of `http://` or `https://` leads: as far as its text tells, before anything is looked up (RFC 3986 §3.2).
public struct WebAddress: Sendable, Hashable {
  /// In lower case; an IPv6 address without its brackets.
  public var host: String
  public var port: Int?

  private static let ports = 1...65_535

  /// nil: there is no such scheme, no host, no such port, a user's name before the host, or white space.
  public init?(_ url: String) {
    guard let rest = ["https://", "http://"].first(where: url.hasPrefix).map({ url.dropFirst($0.count) }),
      !url.contains(where: { $0.isWhitespace || $0.isNewline })
    else { return nil }
    let authority = rest.prefix { !"/?#".contains($0) }
    if authority.contains("@") { return nil }
    let end: Substring.Index
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = authority[..<close].dropFirst().lowercased()
      end = authority.index(after: close)
    } else {
      end = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<end].lowercased()
    }
    if host.isEmpty { return nil }
    let port = authority[end...]
    if port.isEmpty { return }
    guard port.first == ":", port.count > 1, port.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = Int(port.dropFirst()), Self.ports.contains(number)
    else { return nil }
    self.port = number
  }
}
