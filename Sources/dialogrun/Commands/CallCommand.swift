import ArgumentParser
import RetellLink

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct CallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "Call an agent server as Retell does, in text.",
    discussion: """
      Each line of standard input is a turn of the caller, an empty one is silence. With --script the moves come from \
      a JSON file: [{"user": "Hello"}, {"silence": 1}, {"keypad": "1234#"}, \
      {"interrupt": {"after": "Thanks", "user": "Wait"}}, \
      {"reconnect": true}].
      """)

  @Argument(help: ArgumentHelp("The server's address, without the call id.", valueName: "url"))
  var url: String

  @Option(help: ArgumentHelp("Moves of the caller, as JSON.", valueName: "file"))
  var script: String?

  @Option(help: ArgumentHelp("The call's id; a new one unless given.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("The number the call comes from.", valueName: "number"))
  var from: String?

  func run() async throws {
    let call = DialledCall(
      url: url, id: id ?? "call_" + String(UInt64.random(in: .min ... .max), radix: 16),
      facts: from.map { ["from_number": $0] } ?? [:])
    let script = try self.script.map(moves)
    let echoes = script != nil || !Output.isInputTerminal
    let retell = SimulatedRetell(call) { Self.show($0, echoes: echoes) }
    do {
      if let script { _ = try await retell.play(script) } else { _ = try await retell.talk(lines()) }
    } catch {
      throw Loading.fail("\(error)")
    }
  }

  private func moves(_ path: String) throws -> CallScript {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Loading.fail("cannot read \(path)")
    }
    do { return try JSONDecoder().decode(CallScript.self, from: data) } catch DecodingError.dataCorrupted(let context) {
      throw Loading.fail("\(path): \(context.debugDescription)")
    } catch let error as DecodingError {
      throw Loading.fail("\(path) is not a list of moves: \(error.place)")
    } catch { throw Loading.fail("\(path) is not a list of moves: \(error)") }
  }

  private func lines() -> AsyncThrowingStream<String, any Error> {
    AsyncThrowingStream {
      if Output.isInputTerminal { Output.print("you> ", terminator: "") }
      return readLine()
    }
  }

  /// `echoes`: the caller's lines are not on the screen already.
  private static func show(_ moment: DialledCall.Moment, echoes: Bool) {
    switch moment {
    case .agent(let text): Output.print("agent> \(text)")
    case .typed(let keys): if echoes { Output.print("you> [\(keys)]") }
    case .agentCut(let text): Output.print("agent> \(text)—")
    case .caller(let text): if echoes { Output.print("you> \(text)") }
    case .tool(let name, let arguments): Output.print("[\(name) \(arguments)]")
    case .toolResult(let content, let successful):
      Output.print(successful == false ? "[failed: \(content)]" : "[\(content)]")
    case .pressed(let digits): Output.print("[presses \(digits)]")
    case .reconnected: Output.print("[connected again]")
    case .ended(.agentHungUp): Output.print("[the call ends]")
    case .ended(.transferred(let target)): Output.print("[transfer to \(target)]")
    case .ended(.callerHungUp): Output.print("[you hang up]")
    }
  }
}

extension DecodingError {
  /// What is wrong, and where: "move 2, `user`: expected …".
  fileprivate var place: String {
    let (context, wanted) =
      switch self {
      case .typeMismatch(let type, let context): (context, "expected \(type)")
      case .valueNotFound(let type, let context): (context, "expected \(type)")
      case .keyNotFound(let key, let context): (context, "`\(key.stringValue)` is missing")
      case .dataCorrupted(let context): (context, context.debugDescription)
      @unknown default: (Context(codingPath: [], debugDescription: ""), "\(self)")
      }
    let path = context.codingPath.map { key in key.intValue.map { "move \($0 + 1)" } ?? "`\(key.stringValue)`" }
    return path.isEmpty ? wanted : "\(path.joined(separator: ", ")): \(wanted)"
  }
}
