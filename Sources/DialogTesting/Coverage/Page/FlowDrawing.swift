import DialogDSL
import Interpreter

/// A laid-out flow as SVG in the colours of its coverage. Hovering shows the place and the count.
struct FlowDrawing {
  let coverage: Coverage
  let layout: FlowLayout
  /// Beginning of the ids that other flows have on the page.
  let anchor: String

  private typealias L = FlowLayout

  var svg: String {
    let places = Dictionary(layout.nodes.map { ($0.step, $0) }, uniquingKeysWith: { first, _ in first })
    func lines(_ edges: [FlowLayout.Edge]) -> [String] {
      edges.compactMap { edge in
        guard let from = places[edge.from], let to = places[edge.to] else { return nil }
        return self.draw(edge, from, to)
      }
    }
    // Jumps cross the boxes that lie between.
    let others = lines(layout.edges.filter { $0.shape != .jump })
    let jumps = lines(layout.edges.filter { $0.shape == .jump })
    let size = [("width", "\(layout.width)"), ("height", "\(layout.height)")]
    let box = [("viewBox", "0 0 \(layout.width) \(layout.height)"), ("role", "img")]
    return Markup.element("svg", size + box, (others + layout.nodes.map(draw) + jumps).joined(separator: "\n"))
  }

  /// `h0` (never) to `h4` (often).
  static func colour(_ hits: Int) -> String {
    switch hits {
    case 0: "h0"
    case 1: "h1"
    case 2...4: "h2"
    case 5...19: "h3"
    default: "h4"
    }
  }

  // MARK: Boxes

  private func draw(_ node: FlowLayout.Node) -> String {
    let step = coverage.script[node.step]
    let hits = coverage.hits(of: .step(node.step))
    let summary = StepSummary(step)
    let size = [("x", "\(node.x)"), ("y", "\(node.y)"), ("width", "\(L.boxWidth)"), ("height", "\(node.height)")]
    var content = title("\(place(step.range))  \(step.path)\n\(summary.word) \(summary.text)\n\(times(hits))")
    content += Markup.empty("rect", size + [("rx", "5"), ("class", "box \(Self.colour(hits))")])
    content += text(summary.word, x: node.x + L.padding, y: node.y + L.padding + 11, "word")
    content += text("\(hits)×", x: node.x + L.boxWidth - L.padding, y: node.y + L.padding + 11, "count")
    for (index, line) in node.lines.enumerated() {
      content += text(
        line, x: node.x + L.padding, y: node.y + L.padding + 11 + (index + 1) * L.lineHeight, "text")
    }
    let box = Markup.element("g", [], content)
    let linked = summary.target.map { Markup.element("a", [("href", "#\(anchor)\($0)")], box) } ?? box
    return linked + node.notes.enumerated().map { draw($1, number: $0, of: node) }.joined()
  }

  /// A way that leads elsewhere, beside the box.
  private func draw(_ way: Way, number: Int, of node: FlowLayout.Node) -> String {
    let hits = coverage.hits(of: .branch(node.step, way.branch))
    let step = coverage.script[node.step]
    let note = text(
      "→ \(Self.cut(way.label)) \(hits)×", x: node.x + L.boxWidth + 8,
      y: node.y + L.padding + 11 + number * L.lineHeight, "note \(Self.colour(hits))")
    let shown = Markup.element("g", [], title("\(place(step.range))  \(way.label): \(times(hits))") + note)
    guard case .flow(let flow) = way.branch else { return shown }
    return Markup.element("a", [("href", "#\(anchor)\(flow)")], shown)
  }

  // MARK: Lines

  private func draw(_ edge: FlowLayout.Edge, _ from: FlowLayout.Node, _ to: FlowLayout.Node) -> String {
    let hits = hits(of: edge)
    let colour = Self.colour(hits)
    let start = (x: from.x, y: from.y + from.height)
    var label = (x: 0, y: start.y + L.rowGap / 2)
    let path: String
    switch edge.shape {
    case .down where from.x == to.x:
      path = "M\(start.x + 17) \(start.y)V\(to.y)"
      label.x = start.x + 22
    case .down:
      let bend = to.y - L.rowGap / 2
      path = "M\(start.x + 17) \(start.y)V\(bend)H\(to.x + 40)V\(to.y)"
      label = (x: to.x + 45, y: to.y - 6)
    case .past:
      path = "M\(start.x + 17) \(start.y)V\(to.y - L.rowGap / 2)H\(to.x + 17)V\(to.y)"
      label = (x: start.x + 22, y: start.y + 8)
    case .jump:
      let side = max(from.x, to.x) + L.boxWidth + 12
      path =
        "M\(from.x + L.boxWidth) \(from.y + 12)H\(side)V\(to.y + 12)H\(to.x + L.boxWidth)"
      label = (x: side + 4, y: from.y + 8)
    }
    let line = Markup.empty("path", [("d", path), ("class", "line \(colour)\(edge.shape == .jump ? " jump" : "")")])
    let names = edge.ways.map(\.label).joined(separator: ", ")
    let name = names.isEmpty ? "" : text("\(Self.cut(names)) \(hits)×", x: label.x, y: label.y + 4, "way \(colour)")
    let step = coverage.script[edge.from]
    return Markup.element(
      "g", [],
      title("\(place(step.range))  \(step.path)\(names.isEmpty ? "" : ", \(names)"): \(times(hits))") + line + name)
  }

  /// How often its ways were taken; a line that is no way was passed as often as its step.
  private func hits(of edge: FlowLayout.Edge) -> Int {
    if edge.ways.isEmpty { return coverage.hits(of: .step(edge.from)) }
    return edge.ways.reduce(0) { $0 + coverage.hits(of: .branch(edge.from, $1.branch)) }
  }

  // MARK: Texts

  private func place(_ range: SourceRange) -> String { "\(range.file):\(range.start.line)" }

  private func times(_ hits: Int) -> String { hits == 0 ? "never" : "\(hits)×" }

  private func title(_ text: String) -> String { Markup.element("title", [], Markup.text(text)) }

  private func text(_ text: String, x: Int, y: Int, _ kind: String) -> String {
    Markup.element("text", [("x", "\(x)"), ("y", "\(y)"), ("class", kind)], Markup.text(text))
  }

  private static func cut(_ label: String) -> String { label.count <= 18 ? label : label.prefix(17) + "…" }
}
