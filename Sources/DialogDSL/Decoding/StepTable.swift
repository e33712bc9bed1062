/// The steps of all flows in script order, and how they follow each other.
///
/// A step's successor has no number yet while its nested blocks are read; so blocks are read first and linked after.
struct StepTable {
  private(set) var steps: [Step] = []
  /// Blocks inside a step: chains that lead back to the step after it.
  private var blocks: [StepID: [[StepID]]] = [:]

  mutating func add(path: String, flow: String, range: SourceRange) -> StepID {
    let id = StepID(steps.count)
    // The kind follows when the step's nested blocks are read.
    steps.append(Step(id: id, path: path, flow: flow, kind: .wait, range: range))
    return id
  }

  subscript(id: StepID) -> Step {
    get { steps[id.index] }
    set { steps[id.index] = newValue }
  }

  mutating func nest(_ block: [StepID], in id: StepID) { blocks[id, default: []].append(block) }

  /// Recursion is bounded by the depth of nodes.
  mutating func link(_ block: [StepID], to continuation: StepID?) {
    for (position, id) in block.enumerated() {
      let next = position + 1 < block.count ? block[position + 1] : continuation
      steps[id.index].next = next
      for inner in blocks[id] ?? [] { link(inner, to: next) }
    }
  }
}
