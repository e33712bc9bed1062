import DialogDSL

/// `sweep` and `coverage`: what is demanded of a file's cases besides passing once.
extension TestFileDecoder {
  /// `[fillers, barge_in]`, or `all`.
  func sweep(_ node: Node) -> [Perturbation] {
    if case .scalar(let word, .plain) = node.content, word.text == "all" { return Perturbation.allCases }
    var found: [Perturbation] = []
    for name in texts(node) {
      guard let perturbation = Perturbation(rawValue: name.text) else {
        let known = Perturbation.allCases.map(\.rawValue) + ["all"]
        report(.unknownName("perturbation", name.text, among: known, at: name.range))
        continue
      }
      if found.contains(perturbation) {
        report(.namedTwice(name.text, at: name.range))
      } else {
        found.append(perturbation)
      }
    }
    return found
  }

  /// `{steps: 100%, prompts: 90%}`
  func coverage(_ node: Node) -> CoverageThresholds {
    let kinds = CoverageThresholds.Kind.allCases.map(\.rawValue)
    var thresholds = CoverageThresholds()
    guard let keys = keys(node, of: "`coverage`", kinds) else { return thresholds }
    for entry in keys.entries {
      guard let kind = CoverageThresholds.Kind(rawValue: entry.key.text), let percent = percent(entry.value) else {
        continue
      }
      thresholds.all.append(.init(kind: kind, percent: percent, range: entry.key.range))
    }
    return thresholds
  }

  private func percent(_ node: Node) -> Double? {
    guard let source = text(node, wanted: "a percentage") else { return nil }
    if source.text.hasSuffix("%"), let number = DecimalNumber(source.text.dropLast()),
      let percent = Double(number.description), (0...100).contains(percent)
    {
      return percent
    }
    report(.badPercentage(source.text, at: source.range))
    return nil
  }
}
