/// Tells texts apart: FNV-1a, 64 bits. Names things within a call or a folder; no protection against forgery.
public struct Fingerprint: Sendable, Hashable {
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  /// Of one text, without a mark at its end.
  public init(of text: String) { add(text.utf8) }

  /// Of the files that a script is made of, by name.
  public init(of sources: [String: String]) {
    for (name, text) in sources.sorted(by: { $0.key < $1.key }) {
      add(part: name)
      add(part: text)
    }
  }

  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// One of several texts: where it ends counts as well.
  public mutating func add(part text: String) {
    add(text.utf8)
    add(CollectionOfOne(0))
  }

  /// 16 hexadecimal digits.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
