import DialogDSL

/// Coverage for programs: shares, and every item with its hits.
extension CoverageOfRun {
  /// `{scripts: [{script, shares: {steps: {reached, all, percent}, …}, items: [{kind, file, line, column, place, part,
  /// hits}]}]}`
  public var json: JSONDocument { .object([("scripts", .list(scripts.map(\.json)))]) }
}

extension Coverage {
  fileprivate var json: JSONDocument {
    let shares = CoverageKind.allCases.map { kind -> (String, JSONDocument) in
      let share = share(of: kind)
      return (
        kind.rawValue,
        .object([
          ("reached", .number(share.reached)), ("all", .number(share.all)), ("percent", .number(share.percent)),
        ])
      )
    }
    return .object([("script", .text(name)), ("shares", .object(shares)), ("items", .list(items.map(json)))])
  }

  private func json(of item: CoverageItem) -> JSONDocument {
    .object([
      ("kind", .text(item.kind.rawValue)), ("file", .text(item.range.file)), ("line", .number(item.range.start.line)),
      ("column", .number(item.range.start.column)), ("place", .text(item.place)), ("part", .text(item.part)),
      ("hits", .number(hits(of: item.mark))),
    ])
  }
}
