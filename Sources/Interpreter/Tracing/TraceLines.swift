import DialogDSL
import Hearing

/// A trace as text. Values and words of sensitive slots are masked; what else the caller said is not.
extension Trace {
  public func lines(in script: Script) -> [Line] {
    let noted = entries.map { entry in
      switch entry {
      case .line(let line): line
      case .claim(let claim): Line(kind: .read, text: claim.text(in: script))
      }
    }
    guard let before, let after else { return noted }
    return noted + StateDifference(in: script).texts(from: before, to: after).map { Line(kind: .state, text: $0) }
  }
}

extension Trace.Claim {
  /// `day: 2026-03-10 from "next tuesday" (weekday): it answers; or 2026-03-17 …`
  fileprivate func text(in script: Script) -> String {
    let isSensitive = script.slots.first { $0.name == slot }?.isSensitive ?? false
    let readings = candidates.map { text(of: $0, isSensitive: isSensitive) }
    let others = readings.dropFirst().map { "; or \($0)" }.joined()
    switch outcome {
    case .won: return "\(slot): \(readings.first ?? "nothing"), since \(right.rawValue)\(others)"
    case .lost: return "\(slot): not \(readings.first ?? "nothing"), the words are used\(others)"
    case .rivalled: return "\(slot): not \(readings.first ?? "nothing"), the words fit another slot as well\(others)"
    case .unchanged: return "\(slot): \(readings.first ?? "nothing"), as it is\(others)"
    }
  }

  private func text(of candidate: Candidate, isSensitive: Bool) -> String {
    let said = candidate.words.filter(words.words.indices.contains).map { words[$0].original }.joined(separator: " ")
    let certainty = candidate.certainty == .certain ? "" : ", \(candidate.certainty)"
    let part = candidate.isPartial ? ", a part" : ""
    let value = isSensitive ? "…" : candidate.value.description
    return "\(value) from `\(isSensitive ? "…" : said)` (\(candidate.rule)\(certainty)\(part))"
  }
}
