import DialogDSL

/// Coverage as text for people: a table of shares, and what is missed.
extension CoverageOfRun {
  public var text: String { scripts.map(\.text).joined() }
}

extension Coverage {
  var text: String {
    let kinds = CoverageKind.allCases.filter { share(of: $0).all > 0 }
    let width = kinds.map(\.rawValue.count).max() ?? 0
    let counts = kinds.map { "\(share(of: $0).reached) of \(share(of: $0).all)" }
    let wide = counts.map(\.count).max() ?? 0
    var text = "coverage of \(name)\n"
    for (kind, count) in zip(kinds, counts) {
      let percent = "\(share(of: kind).percent)%"
      text += "  \(kind.rawValue.padded(to: width))  \(percent.indented(to: 4))  \(count.indented(to: wide))\n"
    }
    for kind in kinds {
      let missed = missed(kind)
      if missed.isEmpty { continue }
      text += "  missed \(kind.rawValue):\n"
      for item in missed { text += "    \(item.location): \(item.description)\n" }
    }
    return text
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func indented(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
