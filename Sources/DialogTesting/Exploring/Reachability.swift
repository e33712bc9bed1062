import DialogDSL

/// The steps that the script's own structure leads to, whatever conditions say: from `main`, from flows that callers can
/// start, from ladders and from the end of a silence.
struct Reachability {
  private let script: Script
  private var reached: Set<StepID> = []
  private var open: [StepID] = []

  /// In script order.
  static func steps(of script: Script) -> [StepID] {
    var search = Reachability(script: script)
    search.run()
    return search.reached.sorted()
  }

  private init(script: Script) { self.script = script }

  private mutating func run() {
    start("main")
    for flow in script.flows where !flow.triggers.isEmpty { start(flow.name) }
    for flow in script.universals.flows.values { start(flow) }
    visit(rungs: script.fallback)
    for flow in script.flows { visit(rungs: flow.fallback ?? []) }
    for slot in script.slots { visit(rungs: slot.fallback ?? []) }
    for case .steps(let id) in script.silence { visit(id) }
    visit(script.limits.then)
    while let id = open.popLast() { follow(script[id]) }
  }

  private mutating func start(_ flow: String) { if script.hasFlow(flow) { visit(script.flow(flow).first) } }

  private mutating func visit(_ step: StepID?) {
    if let step, reached.insert(step).inserted { open.append(step) }
  }

  private mutating func visit(rungs: [Rung]) { for case .steps(let id) in rungs { visit(id) } }

  private mutating func follow(_ step: Step) {
    switch step.kind {
    // What follows them is passed only where their own `if` is false.
    case .end, .transfer, .goto, .finishFlow: if step.condition != nil { visit(step.next) }
    default: visit(step.next)
    }
    switch step.kind {
    case .collect(let collect):
      visit(collect.otherwise ?? nil)
      visit(rungs: collect.fallback ?? [])
    case .ask(let ask):
      for block in [ask.yes, ask.no, ask.otherwise] { visit(block ?? nil) }
      for answer in ask.answers { visit(answer.block) }
    case .confirm(let confirm): visit(confirm.no ?? nil)
    case .branch(_, let then, let otherwise):
      visit(then)
      visit(otherwise)
    case .match(_, let cases, let otherwise):
      for item in cases { visit(item.block) }
      visit(otherwise ?? nil)
    case .run(let flow), .goto(.flow(let flow)): start(flow)
    case .goto(.step(let target)): visit(target)
    case .call(let use): visit(use.failed ?? nil)
    case .converse(let converse): visit(converse.otherwise)
    default: break
    }
    // A change that comes after a write (language.md §6, "Too late").
    if step.kind.toolUses.contains(where: { script.tools[$0.tool]?.writes == true }) { start("late_change") }
  }
}
