import DialogDSL

/// What one stretch of an utterance says of an address.
struct EmailReading {
  var local: String?
  var domain: String?
  /// Letters one by one that belong somewhere in what is known already.
  var spelling: String?
  /// The domain was not said in full, or not as it was heard.
  var isMended = false
  /// The ending of the domain is the provider's usual one.
  var isGuessed = false
  /// After "no" or "sorry".
  var isCorrection = false
  var words: [Int]

  var isWhole: Bool { local != nil && domain != nil }
}

/// Finds addresses among pieces.
struct EmailReader {
  let pieces: [EmailPiece]
  let words: EmailWords

  /// Pieces of the longest local part and of one label of a domain.
  private static let maxLocal = 40
  private static let maxLabel = 14
  private static let maxLabels = 8
  /// Pieces of a middle label that may stand before its dot.
  private static let maxAhead = 4
  /// RFC 5321.
  private static let maxLocalLength = 64
  /// Letters of the shortest spelling that stands for a word.
  static let shortestSpelling = 3

  /// Stretches between corrections, in order.
  func readings() -> [EmailReading] {
    var readings: [EmailReading] = []
    var start = 0
    for index in pieces.indices + [pieces.count] where index == pieces.count || pieces[index].kind == .repair {
      for var reading in self.readings(in: start..<index) {
        reading.isCorrection = start > 0
        readings.append(reading)
      }
      start = index + 1
    }
    return readings
  }

  private func readings(in range: Range<Int>) -> [EmailReading] {
    var found: [EmailReading] = []
    var end = range.lowerBound
    for at in range where pieces[at].kind == .at && at >= end {
      let domain = domain(at: at + 1, in: range)
      // "Write me at jay at example dot com": what looks like a domain is the local part of another address.
      if let domain, domain.end < range.upperBound, pieces[domain.end].kind == .at { continue }
      guard let reading = reading(at: at, domain, in: end..<range.upperBound) else { continue }
      found.append(reading)
      end = domain?.end ?? at + 1
    }
    if !pieces[range].contains(where: { $0.kind == .at }) { return part(in: range).map { [$0] } ?? [] }
    if let spelled = spelling(in: end..<range.upperBound) { found.append(spelled) }
    return found
  }

  private func reading(at: Int, _ domain: Domain?, in range: Range<Int>) -> EmailReading? {
    let local = local(before: at, in: range)
    guard domain != nil || local != nil else { return nil }
    // "Class at noon": with other words after the at it is no half of an address.
    if domain == nil, local?.isDictated != true, at + 1 < range.upperBound || at - range.lowerBound > Self.maxAhead {
      return nil
    }
    var reading = EmailReading(local: local?.text, domain: domain?.text, words: [])
    reading.isMended = domain?.isMended ?? false
    reading.isGuessed = domain?.isGuessed ?? false
    reading.words = usedWords((local?.start ?? at)..<max(domain?.end ?? 0, at + 1))
    return reading
  }

  private func usedWords(_ range: Range<Int>) -> [Int] {
    var used: [Int] = []
    for piece in pieces[range] {
      for word in piece.words where word > (used.last ?? -1) { used.append(word) }
    }
    return used
  }

  // MARK: Domain

  private struct Domain {
    var text: String
    var end: Int
    var isMended = false
    var isGuessed = false
  }

  private func domain(at start: Int, in range: Range<Int>) -> Domain? {
    var parts = EmailText()
    var labels: [EmailText] = []
    var index = start
    var last: EmailPiece.Kind?
    while index < range.upperBound {
      let piece = pieces[index]
      let isInside = piece.isJoined && index > start
      switch piece.kind {
      case .at, .repair, .spelled: return domain(labels + [parts], end: index)
      case .remark: break
      case .sign:
        if piece.text == "." {
          if parts.isEmpty { return nil }
          labels.append(parts)
          parts = EmailText()
          if labels.count > Self.maxLabels { return nil }
        } else if piece.text == "-", !parts.isEmpty {
          parts.append(piece)
        } else {
          return isInside ? nil : domain(labels + [parts], end: index)
        }
      case .letter, .digits, .word:
        let isNamed = index + 1 < range.upperBound && pieces[index + 1].kind == .sign
        if piece.isStop, !isInside, parts.isEmpty == labels.isEmpty, !isNamed {
          return domain(labels + [parts], end: index)
        }
        if labels.isEmpty, piece.kind == .word, !parts.isEmpty, !isInside, isEnding(piece.text),
          words.providers[mended(parts.text)] != nil
        {
          labels.append(parts)
          parts = EmailText()
        } else if !parts.isEmpty, !isInside, !goesOn(labels, parts, last, at: index, in: range) {
          return domain(labels + [parts], end: index)
        }
        parts.append(piece)
        last = piece.kind
      }
      index += 1
      if piece.endsClause, index < range.upperBound, pieces[index].kind != .sign, piece.kind == .word { break }
      if parts.count > Self.maxLabel { return nil }
    }
    return domain(labels + [parts], end: index)
  }

  /// Whether a piece belongs to the label before it: anything before the first dot, later only letters of a spelled
  /// ending and what has another dot after it.
  private func goesOn(
    _ labels: [EmailText], _ parts: EmailText, _ last: EmailPiece.Kind?, at index: Int, in range: Range<Int>
  ) -> Bool {
    if labels.isEmpty { return true }
    let piece = pieces[index]
    if piece.kind == .letter, last == .letter { return canEnd(parts.text, piece.text) }
    guard !isEnding(parts.text) else { return false }
    for ahead in index..<min(index + Self.maxAhead, range.upperBound) {
      if pieces[ahead].kind == .sign { return pieces[ahead].text == "." }
      if pieces[ahead].endsClause || pieces[ahead].isStop { return false }
    }
    return false
  }

  /// Letters after a known ending belong to it only when they make another one: "c o" and "m", but not "u k" and "i".
  private func canEnd(_ ending: String, _ letter: String) -> Bool {
    !isEnding(ending) || words.endingStarts.contains(ending + letter)
  }

  private func isEnding(_ text: String) -> Bool { words.endings.contains(text) }

  private func mended(_ label: String) -> String { words.misheard[label] ?? label }

  private func domain(_ parts: [EmailText], end: Int) -> Domain? {
    let said = parts.filter { !$0.isEmpty }.map(\.text).joined(separator: ".").split(
      separator: ".", omittingEmptySubsequences: false
    ).map(String.init)
    guard let first = said.first, !first.isEmpty else { return nil }
    if said.count == 1 {
      return words.providers[mended(first)].map { Domain(text: $0, end: end, isMended: true, isGuessed: true) }
    }
    var labels = said
    labels[labels.count - 1] = mended(labels[labels.count - 1])
    if labels.count == 2 || words.providers[mended(first)] != nil { labels[0] = provider(first) }
    guard labels.allSatisfy(Self.isLabel), let top = labels.last, top.utf8.count > 1,
      top.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") })
    else { return nil }
    if labels.count == 2, labels[0].isASCIIDigits, words.noEndings.contains(top) { return nil }
    return Domain(text: labels.joined(separator: "."), end: end, isMended: labels != said)
  }

  /// Only names of providers are mended: "come" is a fine name for a firm.
  private func provider(_ label: String) -> String {
    let mended = mended(label)
    return words.providers[mended] != nil ? mended : label
  }

  private static func isLabel(_ label: String) -> Bool {
    !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }

  // MARK: Local part

  private struct Local {
    var text: String
    var start: Int
    /// Said as an address is, not as any other words.
    var isDictated: Bool
  }

  /// What stands before the at, back to words that lead it in.
  private func local(before at: Int, in range: Range<Int>) -> Local? {
    let isWritten = at < pieces.count && pieces[at].kind == .at && pieces[at].isJoined
    var start = at
    while start > range.lowerBound, at - start < Self.maxLocal, belongs(start - 1, before: at, isWritten) { start -= 1 }
    while start < at, pieces[start].kind == .remark || pieces[start].kind == .spelled { start += 1 }
    let parts = EmailText(pieces[start..<at])
    guard !parts.isEmpty, Self.isLocal(parts.text) else { return nil }
    return Local(text: parts.text, start: start, isDictated: parts.isDictated)
  }

  private func belongs(_ index: Int, before at: Int, _ isWritten: Bool) -> Bool {
    let (piece, next) = (pieces[index], index + 1 < pieces.count ? pieces[index + 1] : nil)
    if piece.kind == .at || piece.kind == .repair { return false }
    if let next, next.isJoined { return true }
    let isNextSign = next?.kind == .sign
    if isWritten, piece.kind != .sign, !isNextSign { return false }
    switch piece.kind {
    case .spelled: return next?.kind == .letter
    case .sign: return !piece.isStop
    case .word:
      if piece.isStop { return isNextSign && !piece.text.isEmpty && piece.text.utf8.count > 2 }
      if piece.isOpener { return index == at - 1 || isNextSign }
      return !piece.endsClause || index == at - 1 || isNextSign || next?.kind == .remark
    case .letter, .digits, .remark: return true
    case .at, .repair: return false
    }
  }

  private static func isLocal(_ text: String) -> Bool {
    guard text.utf8.count <= maxLocalLength, let first = text.utf8.first, let last = text.utf8.last else {
      return false
    }
    return first != UInt8(ascii: ".") && first != UInt8(ascii: "-") && first != UInt8(ascii: "+")
      && last != UInt8(ascii: ".") && last != UInt8(ascii: "-") && last != UInt8(ascii: "+")
      && text.unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("0"..."9").contains($0) || EmailPieceReader.written.contains(Character($0))
      }
  }

  // MARK: Parts

  /// Of an utterance without an at: a domain, a local part, or letters.
  private func part(in range: Range<Int>) -> EmailReading? {
    if let domain = lastDomain(in: range) { return domain }
    if let spelled = spelling(in: range), !pieces[range].contains(where: { $0.kind == .sign }) { return spelled }
    var end = range.upperBound
    while end > range.lowerBound, pieces[end - 1].isStop || pieces[end - 1].isOpener { end -= 1 }
    guard let local = local(before: end, in: range), local.isDictated else { return nil }
    // With an ending the at got lost somewhere in it.
    if let last = local.text.split(separator: ".").dropFirst().last, isEnding(String(last)) { return nil }
    return EmailReading(local: local.text, words: usedWords(local.start..<end))
  }

  /// "Gmail dot com", with an ending or a provider that is known. Before a provider the at may have got lost or been
  /// misheard: "jay dot smith gmail dot com".
  private func lastDomain(in range: Range<Int>) -> EmailReading? {
    guard pieces[range].contains(where: { $0.kind == .sign && $0.text == "." }) else { return nil }
    let first = max(range.lowerBound, range.upperBound - Self.maxLocal)
    var bare: EmailReading?
    for start in first..<range.upperBound where !pieces[start].isStop && !pieces[start].isOpener {
      guard let domain = domain(at: start, in: range), !domain.isGuessed else { continue }
      let labels = domain.text.split(separator: ".").map(String.init)
      let words = usedWords(start..<domain.end)
      if self.words.providers[labels[0]] != nil {
        var reading = EmailReading(domain: domain.text, isMended: domain.isMended, words: words)
        let end = start > first && self.words.misheardAt.contains(pieces[start - 1].text) ? start - 1 : start
        if let local = local(before: end, in: range) {
          reading.local = local.text
          reading.isMended = true
          reading.words = usedWords(local.start..<domain.end)
        }
        return reading
      }
      let endings = labels.count - (labels.lastIndex { !isEnding($0) } ?? 0) - 1
      let isFirst = pieces[first..<start].allSatisfy { $0.isStop || $0.isOpener || $0.kind == .remark }
      if isFirst, domain.end >= range.upperBound - 1, endings > 0, labels.count == endings + 1 {
        bare = EmailReading(domain: domain.text, isMended: domain.isMended, words: words)
      }
    }
    return bare
  }

  /// The longest run of letters.
  private func spelling(in range: Range<Int>) -> EmailReading? {
    var best = range.lowerBound..<range.lowerBound
    var start = range.lowerBound
    for index in range {
      if pieces[index].kind != .letter {
        start = index + 1
      } else if index + 1 - start > best.count {
        best = start..<(index + 1)
      }
    }
    guard best.count >= Self.shortestSpelling, best.count <= Self.maxLocal else { return nil }
    return EmailReading(spelling: pieces[best].map(\.text).joined(), words: usedWords(best))
  }
}
