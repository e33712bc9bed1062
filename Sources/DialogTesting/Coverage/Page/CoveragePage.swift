import DialogDSL
import Interpreter

/// Coverage as one page that needs nothing else: the flows drawn in the colours of their hits, the tables beside them.
public struct CoveragePage: Sendable {
  private let coverage: CoverageOfRun

  public init(of coverage: CoverageOfRun) { self.coverage = coverage }

  public var text: String {
    let scripts = coverage.scripts.enumerated().map { section(of: $1, number: $0) }
    let head =
      Markup.empty("meta", [("charset", "utf-8")])
      + Markup.empty("meta", [("name", "viewport"), ("content", "width=device-width")])
      + Markup.element("title", [], "Coverage") + Markup.element("style", [], "\n\(PageStyle.css)\n")
    let body = Markup.element("h1", [], "Coverage") + Self.key + scripts.joined(separator: "\n")
    return "<!DOCTYPE html>\n"
      + Markup.element(
        "html", [("lang", "en")], Markup.element("head", [], head) + "\n" + Markup.element("body", [], body)) + "\n"
  }

  private static let key: String = {
    let names = [("h0", "never"), ("h1", "once"), ("h2", "2 to 4"), ("h3", "5 to 19"), ("h4", "20 and more")]
    return Markup.element(
      "p", [("class", "key")], names.map { Markup.element("span", [("class", $0.0)], $0.1) }.joined())
  }()

  private func section(of coverage: Coverage, number: Int) -> String {
    let graph = Markup.element("div", [("class", "graph")], drawings(of: coverage, number: number))
    let tables = Markup.element(
      "div", [("class", "tables")], summary(of: coverage) + CoverageKind.allCases.map { table($0, coverage) }.joined())
    return Markup.element("h2", [], Markup.text(coverage.name))
      + Markup.element("div", [("class", "script")], graph + tables)
  }

  // MARK: Flows

  /// Flows in script order, then the steps that stand outside them: ends of ladders and silences.
  private func drawings(of coverage: Coverage, number: Int) -> String {
    let script = coverage.script
    let anchor = "flow-\(number)-"
    var drawn: Set<StepID> = []
    var parts: [String] = []
    func draw(_ first: StepID?, id: String, title: String) {
      var content = Markup.element("h3", [("id", id)], Markup.text(title))
      if let first {
        let layout = FlowLayout(of: first, in: script)
        drawn.formUnion(layout.nodes.map(\.step))
        let svg = FlowDrawing(coverage: coverage, layout: layout, anchor: anchor).svg
        content += Markup.element("div", [("class", "flow")], svg)
      }
      parts.append(content)
    }
    for flow in script.flows { draw(flow.first, id: anchor + flow.name, title: flow.name) }
    for step in script.steps where !drawn.contains(step.id) {
      draw(step.id, id: "step-\(number)-\(step.id.index)", title: step.path)
    }
    return parts.joined(separator: "\n")
  }

  // MARK: Tables

  private func summary(of coverage: Coverage) -> String {
    let rows = CoverageKind.allCases.map { kind in
      let share = coverage.share(of: kind)
      let bar = Markup.element(
        "span", [("class", "bar")], Markup.element("span", [("style", "width:\(share.percent)%")], ""))
      return row([
        ("", kind.rawValue), ("number", "\(share.percent)%"), ("number", "\(share.reached) of \(share.all)"),
      ]).replacing("</tr>", with: Markup.element("td", [], bar) + "</tr>")
    }
    return Markup.element("table", [], rows.joined(separator: "\n"))
  }

  private func table(_ kind: CoverageKind, _ coverage: Coverage) -> String {
    let items = coverage.items(of: kind)
    if items.isEmpty { return "" }
    let rows = items.map { item in
      let hits = coverage.hits(of: item.mark)
      return row(
        [("number", "\(hits)"), ("place", item.location), ("", item.description)], isMissed: hits == 0)
    }
    let missed = coverage.missed(kind).count
    let title = "\(kind.rawValue), \(missed == 0 ? "nothing missed" : "\(missed) missed")"
    return Markup.element(
      "details", missed == 0 ? [] : [("open", "open")],
      Markup.element("summary", [], title) + Markup.element("table", [], rows.joined(separator: "\n")))
  }

  private func row(_ cells: [(kind: String, text: String)], isMissed: Bool = false) -> String {
    let written = cells.map { cell in
      Markup.element("td", cell.kind.isEmpty ? [] : [("class", cell.kind)], Markup.text(cell.text))
    }
    return Markup.element("tr", isMissed ? [("class", "missed")] : [], written.joined())
  }
}
