import DialogDSL
import NIOCore

/// Addresses that lie on this machine or in its network, where a tool has no business unless the operator says so: what
/// a caller says could otherwise lead a request to what is not meant for callers.
///
/// The ranges are those that IANA's registries of special-purpose addresses (RFC 6890) call not globally reachable.
public enum PrivateAddress {
  /// A range by its first bits.
  private struct Range {
    var start: [UInt8]
    var bits: Int

    init(_ start: [UInt8], _ bits: Int) {
      self.start = start
      self.bits = bits
    }

    func contains(_ address: [UInt8]) -> Bool {
      (0..<bits).allSatisfy { bit in
        let byte = bit / 8
        let mask = UInt8(0x80) >> UInt8(bit % 8)
        return address[byte] & mask == (byte < start.count ? start[byte] : 0) & mask
      }
    }
  }

  private static let ofFour = [
    Range([0], 8), Range([10], 8), Range([100, 64], 10), Range([127], 8), Range([169, 254], 16), Range([172, 16], 12),
    Range([192, 0, 0], 24), Range([192, 0, 2], 24), Range([192, 168], 16), Range([198, 18], 15),
    Range([198, 51, 100], 24), Range([203, 0, 113], 24), Range([224], 4), Range([240], 4),
  ]
  private static let ofSix = [
    // The unspecified address, this machine, and what is left of addresses that hold one of version 4.
    Range([0], 80), Range([0x01], 64), Range([0x20, 0x01, 0x0d, 0xb8], 32), Range([0, 0x64, 0xff, 0x9b, 0, 1], 48),
    Range([0xfc], 7), Range([0xfe, 0x80], 10),
    Range([0xfe, 0xc0], 10), Range([0xff], 8),
  ]
  /// Ranges whose addresses hold one of version 4, from this byte on.
  private static let embedding = [
    (Range([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96), 12), (Range([0, 0x64, 0xff, 0x9b], 96), 12),
    (Range([0x20, 0x02], 16), 2),
  ]

  /// - Parameter bytes: 4 or 16 of them, in network order.
  static func contains(_ bytes: [UInt8]) -> Bool {
    if bytes.count == 4 { return ofFour.contains { $0.contains(bytes) } }
    guard bytes.count == 16 else { return true }
    if let (_, place) = embedding.first(where: { $0.0.contains(bytes) }) {
      return contains(Array(bytes[place..<place + 4]))
    }
    return ofSix.contains { $0.contains(bytes) }
  }

  /// Where a connection has led; one without an address is none of the internet's.
  static func contains(_ address: SocketAddress?) -> Bool {
    switch address {
    case .v4?, .v6?: contains(address?.bytes ?? [])
    case .unixDomainSocket?, nil: true
    }
  }

  /// As far as the URL itself tells: names but for `localhost` are known when they are looked up.
  public static func isNamed(in url: String) -> Bool {
    guard let host = WebAddress(url)?.host else { return false }
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    // An IPv6 address may name an interface of this machine.
    return (try? SocketAddress(ipAddress: String(host.prefix { $0 != "%" }), port: 0)).map { contains($0) } ?? false
  }
}

extension SocketAddress {
  /// In network order: behind family and port of a `sockaddr_in`, and behind the flow as well of a `sockaddr_in6`.
  fileprivate var bytes: [UInt8] {
    withSockAddr { pointer, size in
      let raw = UnsafeRawBufferPointer(start: pointer, count: size)
      if case .v6 = self { return Array(raw[8..<24]) }
      return Array(raw[4..<8])
    }
  }
}
