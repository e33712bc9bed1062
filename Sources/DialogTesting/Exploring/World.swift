import DialogDSL
import Interpreter

/// A script as the explorer sees it: what can be said to it and what can happen around it, worked out once.
struct World: Sendable {
  private(set) var dialog: PreparedScript
  let literals: Literals
  /// Steps that calls ought to reach, in script order.
  let reachable: [StepID]
  /// Flows that callers can ask for, in script order.
  private(set) var flows: [Flow]

  var script: Script { dialog.script }

  init(_ script: Script) {
    dialog = PreparedScript(script)
    literals = Literals(of: script)
    reachable = Reachability.steps(of: script)
    flows = Self.flows(of: script)
  }

  private static func flows(of script: Script) -> [Flow] { script.flows.filter { !$0.triggers.isEmpty } }

  /// The same in the words of the call's locale.
  func translated(for call: SimulatedCall) -> World {
    let dialog = call.dialog
    guard dialog.script.locale != script.locale else { return self }
    var world = self
    world.dialog = dialog
    world.flows = Self.flows(of: dialog.script)
    return world
  }

  /// The slots that a flow collects by itself, in script order.
  func slots(collectedBy flow: String) -> [Slot] {
    let names = script.steps.filter { $0.flow == flow }.flatMap(\.kind.collects)
    return script.slots.filter { names.contains($0.name) }
  }
}
