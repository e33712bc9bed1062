import CallEngine
import DialogDSL
import Interpreter

/// Asks the world for what test cases ask for and nothing answers.
///
/// A case is played until something is missing; that is asked for, kept, and the case is played again from its beginning.
/// So nothing is asked for twice, and what is played in the end is what a cassette plays.
public struct LiveRun: Sendable {
  private let models: any ModelRunner
  private let tools: any ToolRunner
  /// Told what is asked for.
  private let onRequest: @Sendable (String) -> Void

  /// Requests of one case: one that asks for more goes round in circles.
  private static let mostRequests = 500

  public init(
    models: any ModelRunner, tools: any ToolRunner, onRequest: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    (self.models, self.tools, self.onRequest) = (models, tools, onRequest)
  }

  /// The replies that the picked cases of a file get.
  public func cassette(for loaded: LoadedTests, _ settings: RunSettings) async -> Cassette {
    guard var file = loaded.outcome.file else { return Cassette() }
    let dialog = PreparedScript(file.script)
    var cassette = Cassette()
    for test in file.cases where settings.filter?.picks(test.name, of: loaded.path) ?? true {
      for _ in 0..<Self.mostRequests {
        file.cassette = cassette
        var run = CaseRun(of: file, dialog: dialog, settings)
        _ = run.play(test)
        guard let wanted = run.call.wanted.first, await answer(wanted, in: file.script, &cassette, run.call) else {
          break
        }
      }
    }
    return cassette
  }

  /// - Returns: false when it is not asked for.
  private func answer(
    _ wanted: Cassette.Wanted, in script: Script, _ cassette: inout Cassette, _ call: SimulatedCall
  ) async -> Bool {
    let start = ContinuousClock.now
    switch wanted {
    case .model(let request):
      onRequest("asks the model for \(request.purpose.rawValue)")
      var reply = await StubModels.Reply(of: models, to: request)
      reply.delay = (ContinuousClock.now - start) / .seconds(1)
      cassette.add(reply, to: request, SensitiveMask(of: call))
    case .tool(let request):
      // What a test writes would be there for good.
      guard let tool = script.tools[request.tool], !tool.writes else { return false }
      onRequest("runs \(request.tool)")
      let outcome = await tools.run(request, of: tool, callID: call.state.callID)
      // That is no reply of the tool.
      if outcome == .failed(HTTPTools.isPrivate) { return false }
      cassette.add(
        outcome, after: (ContinuousClock.now - start) / .seconds(1), to: request, of: tool, SensitiveMask(of: call))
    }
    return true
  }
}
