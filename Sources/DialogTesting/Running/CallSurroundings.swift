import CallEngine
import DialogDSL
import Interpreter

extension CallSurroundings {
  /// A call as it stands after its latest turn.
  init(_ call: SimulatedCall) { self.init(call.state, now: call.now, in: call.dialog) }
}

extension SensitiveMask {
  public init(of call: SimulatedCall) {
    self.init(call.state, of: call.dialog.script, in: CallSurroundings(call))
  }
}
