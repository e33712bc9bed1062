extension StringProtocol where SubSequence == Substring {
  /// Where the text stands and is not part of a longer word.
  func wholeWordRange(of text: String) -> Range<Index>? {
    var from = startIndex
    while let found = self[from...].firstRange(of: text) {
      let isStart = found.lowerBound == startIndex || !self[index(before: found.lowerBound)].isWordCharacter
      let isEnd = found.upperBound == endIndex || !self[found.upperBound].isWordCharacter
      if isStart, isEnd { return found }
      from = index(after: found.lowerBound)
    }
    return nil
  }

  func replacingWholeWords(_ text: String, with other: String) -> String {
    var result = ""
    var rest = self[startIndex...]
    while let place = rest.wholeWordRange(of: text) {
      result += rest[..<place.lowerBound] + other
      rest = rest[place.upperBound...]
    }
    return result + rest
  }
}

extension Character {
  fileprivate var isWordCharacter: Bool { isLetter || isNumber }
}
