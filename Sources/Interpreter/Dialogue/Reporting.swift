import DialogDSL

/// What leaves the call for others: facts for the web client while it runs, its result when it is over.
extension Machine {
  /// Sent at once. A turn that is read anew publishes again only what has changed: the browser has the rest.
  mutating func publish(_ entries: [Entry], at step: Step) {
    let facts = Value.map(values(of: entries)).json
    let identity = ToolIdentity(step: step.path, arguments: facts)
    trace.note(.step, "publishes \(entries.map(\.key).joined(separator: ", "))")
    if state.published.contains(identity) { return }
    state.published.append(identity)
    actions.append(.publish(facts))
  }

  /// Works out the result; its entries join the call's record.
  mutating func recordResult() {
    dialogue.record.merge(values(of: script.result)) { _, new in new }
  }

  /// The last event of a call: its result is worked out from where the dialog stands, and posted, however the call
  /// ended. Once, even if Retell should come back.
  mutating func endForGood() {
    guard state.turn != nil, !state.hasEnded else { return }
    state.hasEnded = true
    recordResult()
    guard let use = script.resultTool, let tool = script.tools[use.tool] else { return }
    var request = request(tool, use, at: ToolIdentity.resultStep)
    // Without a body of its own, the tool posts the result as it is.
    if request.body == nil, tool.method != .get {
      request.body = Value.map(values(of: script.result)).json
    }
    actions.append(.sendResult(request))
  }

  private func values(of entries: [Entry]) -> [String: Value] {
    Dictionary(entries.map { ($0.key, evaluate($0.value)) }, uniquingKeysWith: { _, last in last })
  }
}

extension ToolIdentity {
  /// Where the call's result is posted from: no step of a flow.
  public static let resultStep = "result"
}
