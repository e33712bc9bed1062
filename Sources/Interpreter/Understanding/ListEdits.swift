import DialogDSL
import Hearing

/// What the caller's words do to a list (`multiple`): "ham and cheese", "also olives", "no fish, tuna instead of ham".
struct ListEdit {
  struct Change {
    var isRemoval: Bool
    /// Readings of the same words, best first.
    var candidates: [Candidate]
    /// The words that say what to do with it: "remove", "instead of".
    var cue: [Int] = []
    /// "Remove", "replace": it is to be there.
    var isOrder = false

    var words: [Int] { candidates[0].words + cue }
  }

  /// In the order in which they were said.
  var changes: [Change]
  /// Words like "also" beside them, and what joins them.
  var otherWords: [Int]
  /// The words say by themselves that a list changes: "also", "remove".
  var isAnnounced: Bool

  var candidates: [Candidate] { changes.flatMap(\.candidates) }
  var words: [Int] { changes.flatMap(\.candidates).flatMap(\.words) }
}

extension Machine {
  /// nil: none of the unused words are elements of the list.
  func listEdit(of slot: Slot, isAsked: Bool) -> ListEdit? {
    let readings = elements(of: slot, isAsked: isAsked)
    guard !readings.isEmpty else { return nil }
    var edit = ListEdit(changes: [], otherWords: [], isAnnounced: false)
    for candidates in readings {
      let change = change(with: candidates, of: slot, after: edit.changes.last)
      let isRepair = edit.changes.last.map { isTakenBack($0, by: change, of: slot) } ?? false
      if isRepair, let taken = edit.changes.popLast() {
        edit.otherWords += taken.words + between(taken, change)
      } else if let last = edit.changes.last {
        edit.otherWords += between(last, change).filter { isJoint(reading.words[$0].text) }
      }
      edit.otherWords += articles(before: change)
      edit.changes.append(change)
    }
    let additions = reading.all(of: language[.listAdditions]).flatMap(\.self)
    edit.isAnnounced = !additions.isEmpty || edit.changes.contains { $0.isRemoval }
    edit.otherWords += additions
    return edit
  }

  /// The elements that were named, in order; several readings of the same words are one element.
  private func elements(of slot: Slot, isAsked: Bool) -> [[Candidate]] {
    let found = slot.type == .name ? names(for: slot, isAsked: isAsked) : singles(for: slot, isAsked: isAsked)
    var elements: [[Candidate]] = []
    for candidate in found where reading.isFree(candidate.words) && !candidate.words.isEmpty {
      if let index = elements.firstIndex(where: { $0[0].words == candidate.words }) {
        elements[index].append(candidate)
      } else if elements.allSatisfy({ Set($0[0].words).isDisjoint(with: candidate.words) }) {
        elements.append([candidate])
      }
    }
    return elements.sorted { ($0[0].words.first ?? 0) < ($1[0].words.first ?? 0) }
  }

  private func singles(for slot: Slot, isAsked: Bool) -> [Candidate] {
    recognize(slot, in: reading.utterance, isAsked: isAsked, isSingle: true)
  }

  /// Names are parted by "and", commas and the words that add and remove; each is read by itself, and those after the
  /// first one or after a word that removes as if asked for.
  private func names(for slot: Slot, isAsked: Bool) -> [Candidate] {
    let removing = Set(Self.removing.flatMap { reading.all(of: language[$0]) }.flatMap(\.self))
    let parting = removing.union(reading.all(of: language[.listAdditions]).flatMap(\.self))
    var found: [Candidate] = []
    var piece = 0..<0
    func read(_ isRemoved: Bool) {
      guard !piece.isEmpty else { return }
      let names = recognize(
        slot, in: reading.utterance.slice(piece), isAsked: isAsked || isRemoved || !found.isEmpty,
        isSingle: true)
      found += names.map { $0.moved(by: piece.lowerBound) }
    }
    var isRemoved = false
    for (index, word) in reading.words.words.enumerated() {
      if parting.contains(index) || isJoint(word.text) {
        read(isRemoved)
        isRemoved = removing.contains(index)
        piece = (index + 1)..<(index + 1)
        continue
      }
      piece = piece.lowerBound..<(index + 1)
      if word.punctuation != nil || index == reading.words.count - 1 {
        read(isRemoved)
        piece = (index + 1)..<(index + 1)
      }
    }
    return found
  }

  private static let removing: [LanguageData.WordList] = [.listRemovals, .listReplacements, .listExclusions]

  /// Added or removed: by the words right before the element, or as the one before it, when the two are joined.
  private func change(with candidates: [Candidate], of slot: Slot, after last: ListEdit.Change?) -> ListEdit.Change {
    var change = ListEdit.Change(isRemoval: false, candidates: candidates)
    guard let first = candidates[0].words.first, var end = reading.tokens.all.firstIndex(where: { $0.word >= first })
    else { return change }
    while end > 0, isArticle(reading.tokens[end - 1]) { end -= 1 }
    for list in Self.removing {
      guard let cue = reading.words(of: language[list], endingAt: end) else { continue }
      // "No, cheese" takes back what was said before; "no cheese" is without it.
      if reading.tokens[end - 1].endsClause { continue }
      change.isRemoval = true
      change.cue = cue
      change.isOrder = list != .listExclusions
      return change
    }
    if let last, last.isRemoval, isJoined(last, to: change) { change.isRemoval = true }
    return change
  }

  private func articles(before change: ListEdit.Change) -> [Int] {
    let first = change.candidates[0].words.first ?? 0
    return Array((0..<first).reversed().prefix { isArticle(at: $0) })
  }

  /// "Remove the ham and the cheese", "remove the ham, the cheese"; "not the ham, the cheese" means the cheese.
  private func isJoined(_ last: ListEdit.Change, to next: ListEdit.Change) -> Bool {
    let gap = between(last, next)
    guard gap.allSatisfy({ isJoint(reading.words[$0].text) || isArticle(at: $0) }) else { return false }
    if gap.contains(where: { isJoint(reading.words[$0].text) }) { return true }
    return last.cue.isEmpty || language[.listRemovals].contains(reading.words[last.cue[0]].text)
  }

  /// "Ham, no, cheese": only words of repair stand between the two.
  private func isTakenBack(_ last: ListEdit.Change, by next: ListEdit.Change, of slot: Slot) -> Bool {
    guard !last.isRemoval, !next.isRemoval else { return false }
    let gap = Set(between(last, next))
    let tokens = reading.tokens.all.indices.filter {
      gap.contains(reading.tokens[$0].word) && !reading.tokens[$0].isFiller
    }
    guard var index = tokens.first else { return false }
    while index <= tokens.last ?? index {
      guard let length = language[.repair].length(in: reading.tokens, at: index) else {
        guard isArticle(reading.tokens[index]) else { return false }
        index += 1
        continue
      }
      index += length
    }
    return tokens.contains { !isArticle(reading.tokens[$0]) }
  }

  private func between(_ a: ListEdit.Change, _ b: ListEdit.Change) -> [Int] {
    guard let end = a.candidates[0].words.last, let start = b.candidates[0].words.first, end + 1 < start else {
      return []
    }
    return Array((end + 1)..<start)
  }

  private func isJoint(_ word: String) -> Bool { word == language.speech.and || word == language.speech.or }

  private func isArticle(_ token: Tokens.Token) -> Bool {
    token.isFiller || language[.listArticles].contains(token.text)
  }

  private func isArticle(at word: Int) -> Bool {
    reading.tokens.all.allSatisfy { $0.word != word || isArticle($0) }
  }
}

extension Reading {
  /// The words of one of these sequences that ends right before the token `end`.
  func words(of set: WordSet, endingAt end: Int) -> [Int]? {
    for start in max(0, end - 4)..<max(0, end) where set.length(in: tokens, at: start) == end - start {
      return tokens.words(start..<end)
    }
    return nil
  }
}
