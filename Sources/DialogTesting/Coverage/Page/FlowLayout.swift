import DialogDSL
import Interpreter

/// Where the steps of one chain and of all chains inside it are drawn: a step under the one before it, the ways of a
/// step side by side between the two. Sizes are in pixels.
struct FlowLayout {
  struct Node {
    var step: StepID
    var x: Int
    var y: Int
    var height: Int
    /// The step's text, broken to the box's width.
    var lines: [String]
    /// Ways without steps of their own, listed beside the box.
    var notes: [Way]
  }

  struct Edge {
    enum Shape {
      /// From the bottom of one box to the top of another.
      case down
      /// Past the steps in between, along the left side.
      case past
      /// To where a `goto` leads.
      case jump
    }

    var from: StepID
    var to: StepID
    var shape: Shape
    /// Ways that it stands for; none: the step only goes on.
    var ways: [Way]
  }

  static let boxWidth = 236
  static let lineHeight = 15
  static let padding = 8
  static let rowGap = 34
  static let columnGap = 26
  /// A step's ways begin so far to the right of it, so that the line past them has room.
  static let indent = 34
  static let noteWidth = 150
  static let charactersPerLine = 36
  static let mostLines = 3

  let script: Script
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private(set) var width = 0
  private(set) var height = 0

  init(of first: StepID, in script: Script) {
    self.script = script
    let size = place(first, until: nil, x: 4, y: 4)
    width = size.right + 4
    height = size.bottom + 4
    addJumps()
  }

  /// The chain's steps; its last step's successor is `end`.
  private func chain(from first: StepID, until end: StepID?) -> [StepID] {
    var steps: [StepID] = []
    var next: StepID? = first
    while let id = next, id != end {
      steps.append(id)
      next = script[id].next
    }
    return steps
  }

  /// - Returns: the right and bottom edges of what was placed.
  private mutating func place(_ first: StepID, until end: StepID?, x: Int, y: Int) -> (right: Int, bottom: Int) {
    var y = y
    var right = x + Self.boxWidth
    var bottom = y
    for id in chain(from: first, until: end) {
      let step = script[id]
      let conditions: [Way] =
        step.condition == nil
        ? []
        : [Way(branch: .condition(true), label: "if: true"), Way(branch: .condition(false), label: "if: false")]
      let ways = script.ways(of: step)
      let notes = conditions + ways.filter { $0.block == nil && $0.isNote }
      let lines = Self.lines(of: StepSummary(step).text)
      let height = (max(lines.count, notes.count - 1) + 1) * Self.lineHeight + 2 * Self.padding
      nodes.append(Node(step: id, x: x, y: y, height: height, lines: lines, notes: notes))
      if !notes.isEmpty { right = max(right, x + Self.boxWidth + Self.noteWidth) }
      bottom = y + height
      var column = x + Self.indent
      for way in ways {
        guard let block = way.block else { continue }
        let inner = place(block, until: step.next, x: column, y: y + height + Self.rowGap)
        edges.append(Edge(from: id, to: block, shape: .down, ways: [way]))
        column = inner.right + Self.columnGap
        right = max(right, inner.right)
        bottom = max(bottom, inner.bottom)
      }
      let plain = ways.filter { $0.block == nil && !$0.isNote }
      let isBlocked = !ways.isEmpty && ways.allSatisfy { $0.block != nil } && !step.goesOnByItself
      if let next = step.next, !step.isLast, !isBlocked {
        let isPast = bottom > y + height
        edges.append(Edge(from: id, to: next, shape: isPast || next == end ? .past : .down, ways: plain))
      }
      y = bottom + Self.rowGap
    }
    return (right, bottom)
  }

  private mutating func addJumps() {
    let known = Set(nodes.map(\.step))
    for node in nodes {
      guard case .goto(.step(let target)) = script[node.step].kind, known.contains(target) else { continue }
      edges.append(Edge(from: node.step, to: target, shape: .jump, ways: []))
    }
  }

  /// Breaks a text at spaces; a word that is longer than a line is cut.
  static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      let word = String(word.prefix(charactersPerLine))
      if !line.isEmpty, line.count + 1 + word.count > charactersPerLine {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " \(word)"
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > mostLines else { return lines }
    return lines.prefix(mostLines - 1) + [lines[mostLines - 1].prefix(charactersPerLine - 1) + "…"]
  }
}

extension Way {
  /// Leads away from the step or back to it, not to the one that follows.
  fileprivate var isNote: Bool {
    switch branch {
    case .flow, .corrected, .condition: true
    default: false
    }
  }
}

extension Step {
  /// Nothing follows it in its chain.
  fileprivate var isLast: Bool {
    switch kind {
    case .end, .transfer, .goto, .finishFlow: true
    case .say, .collect, .ask, .confirm, .route, .set, .clear, .branch, .match, .run, .call, .press, .record,
      .publish, .tune, .generate, .converse, .wait:
      false
    }
  }

  /// What its ways do not cover goes on: the answered question.
  fileprivate var goesOnByItself: Bool { if case .collect = kind { true } else { false } }
}
