/// An address, or what is known of it, after some answers.
struct HeardEmail {
  var local: String?
  var domain: String?
  var isMended = false
  var isGuessed = false

  var isWhole: Bool { local != nil && domain != nil }
  /// As it goes into a slot: a part is the local part alone, or `@` and the domain.
  var value: String { (local ?? "") + (domain.map { "@" + $0 } ?? "") }

  /// What an earlier turn left.
  init(_ value: String) {
    let parts = value.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    local = parts[0].isEmpty ? nil : parts[0]
    domain = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
  }

  init?(_ reading: EmailReading) {
    guard reading.local != nil || reading.domain != nil || reading.spelling != nil else { return nil }
    local = reading.local ?? reading.spelling
    domain = reading.domain
    (isMended, isGuessed) = (reading.isMended, reading.isGuessed)
  }

  /// Whether the same address was said again, perhaps by letters: the domain is the same and the rest sounds like it.
  func isRepeated(by reading: EmailReading) -> Bool {
    guard let local, let other = reading.local, domain == reading.domain else { return false }
    return Phonetic.distance(local, other) <= other.utf8.count / 2
  }

  /// Each part said again takes the place of the old one; letters take the place of the word they come nearest to.
  /// nil when they come near to none.
  func joined(with reading: EmailReading) -> HeardEmail? {
    var joined = self
    if let spelling = reading.spelling {
      guard !joined.spell(spelling) else { return joined }
      guard local == nil else { return nil }
      joined.local = spelling
      return joined
    }
    if let local = reading.local { joined.local = local }
    if let domain = reading.domain {
      joined.domain = domain
      joined.isGuessed = reading.isGuessed
    }
    joined.isMended = isWhole && (joined.local != local || joined.domain != domain) || isMended || reading.isMended
    return joined
  }

  private mutating func spell(_ spelling: String) -> Bool {
    let whole = value
    var best: (range: Range<String.Index>, distance: Int)?
    for range in Self.names(in: whole) {
      let distance = Phonetic.distance(String(whole[range]), spelling)
      if distance < best?.distance ?? spelling.utf8.count + 1 { best = (range, distance) }
    }
    guard let best else { return false }
    let spelled = HeardEmail(whole.replacingCharacters(in: best.range, with: spelling))
    (local, domain, isMended) = (spelled.local, spelled.domain, true)
    return true
  }

  /// The runs of letters between signs and digits, endings left out.
  private static func names(in address: String) -> [Range<String.Index>] {
    let end = address.lastIndex(of: ".").flatMap { address[$0...].contains("@") ? nil : $0 } ?? address.endIndex
    var names: [Range<String.Index>] = []
    var start: String.Index?
    for index in address.indices where index < end {
      if address[index].isLetter {
        if start == nil { start = index }
      } else if let begun = start {
        names.append(begun..<index)
        start = nil
      }
    }
    if let begun = start { names.append(begun..<end) }
    return names
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
