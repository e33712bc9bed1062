import Interpreter
import JSONScanning

/// Reads transcripts of one socket. Each frame repeats everything said before, so an utterance whose bytes stood at the
/// same place in an earlier frame is recognised by their hash and not read again (architecture.md, decision 11).
struct TranscriptMemory {
  /// The latest utterances handed on, and the earliest remembered; a call of two hours has some 1,500.
  static let maximumUtterances = 2_000

  private struct Seen {
    var length: Int
    var hash: Int
    var utterance: TranscriptEntry
  }

  private var seen: [Seen] = []
  /// Utterances taken from memory so far.
  private(set) var reused = 0

  /// The transcript the scanner stands at. Elements that are no objects are left out.
  mutating func read(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) -> [TranscriptEntry]? {
    guard scanner.peek() == UInt8(ascii: "[") else {
      try scanner.skipValue()
      return nil
    }
    var utterances: [TranscriptEntry] = []
    var index = 0
    try scanner.array { (scanner) throws(JSONScanner.Fault) in
      guard scanner.peek() == UInt8(ascii: "{") else { return try scanner.skipValue() }
      utterances.append(try utterance(&scanner, at: index))
      index += 1
      if utterances.count == 2 * Self.maximumUtterances { utterances.removeFirst(Self.maximumUtterances) }
    }
    if utterances.count > Self.maximumUtterances { utterances.removeFirst(utterances.count - Self.maximumUtterances) }
    return utterances
  }

  private mutating func utterance(_ scanner: inout JSONScanner, at index: Int) throws(JSONScanner.Fault)
    -> TranscriptEntry
  {
    if index < seen.count, scanner.hash(next: seen[index].length) == seen[index].hash {
      scanner.advance(seen[index].length)
      reused += 1
      return seen[index].utterance
    }
    let start = scanner.position
    let utterance = try TranscriptEntry(&scanner)
    remember(
      Seen(length: scanner.position - start, hash: scanner.hash(start..<scanner.position), utterance: utterance),
      at: index)
    return utterance
  }

  private mutating func remember(_ entry: Seen, at index: Int) {
    if index < seen.count {
      seen[index] = entry
    } else if index < Self.maximumUtterances {
      seen.append(entry)
    }
  }
}

extension TranscriptEntry {
  /// The utterance object the scanner stands at. A missing or unknown role is `other`, missing content is empty.
  fileprivate init(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) {
    var utterance = TranscriptEntry(.other, "")
    try scanner.object { (key, scanner) throws(JSONScanner.Fault) in
      switch key {
      case "role": utterance.speaker = try scanner.stringIfAny().flatMap(Speaker.init) ?? .other
      case "content": utterance.text = try scanner.stringIfAny() ?? ""
      // Of a key that was pressed; other entries have none.
      case "digit": utterance.text = try scanner.stringIfAny() ?? ""
      case "metadata": try utterance.readMetadata(&scanner)
      default: try scanner.skipValue()
      }
    }
    self = utterance
  }

  private mutating func readMetadata(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) {
    guard scanner.peek() == UInt8(ascii: "{") else { return try scanner.skipValue() }
    var (responseID, isBackchannel) = (responseID, isBackchannel)
    try scanner.object { (key, scanner) throws(JSONScanner.Fault) in
      switch key {
      case "response_id": responseID = try scanner.integerIfAny()
      case "is_backchannel": isBackchannel = try scanner.booleanIfAny() ?? false
      default: try scanner.skipValue()
      }
    }
    (self.responseID, self.isBackchannel) = (responseID, isBackchannel)
  }
}
