/// Reads server-sent events out of bytes that come in any pieces: lines end with LF, CR or both, a character may lie in
/// two pieces, comments and unknown fields are passed over.
struct ServerSentEvents {
  struct Event: Equatable {
    /// What stands after `event:`; "" when there is none.
    var name = ""
    /// The `data:` lines, joined with line feeds.
    var data = ""
  }

  /// Bytes of one event: a piece of a reply is a few words; more is a mistake or an attack.
  static let maxEvent = 256 * 1024

  struct TooLarge: Error {}

  private var line: [UInt8] = []
  private var event = Event()
  private var hasData = false
  private var size = 0
  /// The latest byte was a CR: a LF after it ends no other line.
  private var endedWithReturn = false

  /// The events that are complete with these bytes.
  mutating func add(_ bytes: some Sequence<UInt8>) throws(TooLarge) -> [Event] {
    var events: [Event] = []
    for byte in bytes {
      let isFeedAfterReturn = endedWithReturn && byte == 0x0A
      endedWithReturn = byte == 0x0D
      if isFeedAfterReturn { continue }
      if byte == 0x0A || byte == 0x0D {
        if let event = endLine() { events.append(event) }
        continue
      }
      line.append(byte)
      size += 1
      if size > Self.maxEvent { throw TooLarge() }
    }
    return events
  }

  /// The event, when the line is the empty one that ends it.
  private mutating func endLine() -> Event? {
    defer { line.removeAll(keepingCapacity: true) }
    if line.isEmpty {
      defer { (event, hasData, size) = (Event(), false, 0) }
      return hasData ? event : nil
    }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    let text = String(decoding: value, as: UTF8.self)
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "data", "\u{FEFF}data":
      event.data += hasData ? "\n" + text : text
      hasData = true
    case "event", "\u{FEFF}event": event.name = text
    default: break
    }
    return nil
  }
}
