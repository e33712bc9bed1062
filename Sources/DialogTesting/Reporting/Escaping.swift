/// Texts as the formats of reports can hold them.
extension String {
  /// In XML and HTML: as content, and as a value in double quotes.
  ///
  /// XML 1.0 has no way to write most control characters, nor U+FFFE and U+FFFF: they become U+FFFD.
  ///
  /// - Parameter keepsLines: line breaks and tabs stay as they are; otherwise they are written as references, which
  ///   survive in a value.
  func escapedForMarkup(keepsLines: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".unicodeScalars
      case "<": result += "&lt;".unicodeScalars
      case ">": result += "&gt;".unicodeScalars
      case "\"": result += "&quot;".unicodeScalars
      case "\n" where keepsLines, "\t" where keepsLines: result.append(scalar)
      case "\n", "\t", "\r": result += "&#\(scalar.value);".unicodeScalars
      case ..<" ", "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// For a line of text that is read by people and by programs: a line break in it could begin a command of its own, an
  /// escape character change what a terminal shows. Control characters become U+FFFD, each one of them.
  var onOneLine: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      result.append(scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
