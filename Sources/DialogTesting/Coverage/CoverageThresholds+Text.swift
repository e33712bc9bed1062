extension CoverageThresholds {
  /// So many percent of what there is of a kind.
  public struct Share: Sendable {
    public var kind: Kind
    /// From 0 to 100.
    public var percent: Double
  }

  public var shares: [Share] { all.map { Share(kind: $0.kind, percent: $0.percent) } }

  /// `steps=100%,branches=92.5%`; nil when it is not written like that.
  public static func shares(_ text: String) -> [Share]? {
    var shares: [Share] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let kind = Kind(rawValue: String(sides[0])), let percent = percent(sides[1]) else {
        return nil
      }
      shares.append(Share(kind: kind, percent: percent))
    }
    return shares
  }

  private static func percent(_ text: Substring) -> Double? {
    let digits = text.hasSuffix("%") ? text.dropLast() : text
    guard digits.allSatisfy({ "0123456789.".contains($0) }), let percent = Double(digits) else { return nil }
    return percent <= 100 ? percent : nil
  }
}

extension CoverageThresholds.Share: CustomStringConvertible {
  /// `92.5%`
  public var description: String {
    percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
  }
}
