import CallEngine
import DialogDSL
import Foundation
import Hearing
import Interpreter
import Testing
import WireTesting

@testable import DialogTesting

/// Calls made up from a seed, with slow tools, second thoughts, breaks and silence, are the same on all rings.
@Suite struct SeededCallsTests {
  struct Seeded: CustomTestStringConvertible, Sendable {
    var example: String
    var seeds: Range<UInt64>
    var testDescription: String { example }
  }

  static let words: [String: [String]] = [
    "slow-desk": [
      "one two three four", "one two", "tomorrow", "no friday", "yes", "no", "what are your hours", "hold on", "uh",
    ],
    "dental": [
      "I need a cleaning", "a cleaning next tuesday at ten", "tuesday", "no wednesday", "half past two", "yes", "no",
      "yes but make it monday", "what are your hours", "it's five oh three five five five oh one two three", "Mike",
      "go ahead", "start over", "cancel that", "never mind", "bye", "hold on", "what", "uh", "let me talk to someone",
    ],
    "survey": ["yes", "no", "seven", "who is this", "nine no eight", "skip", "not now", "bye", "what did you say"],
    "order-status": [
      "where is my order", "one two three four five six seven eight", "one two three four", "five six seven eight",
      "yes", "no", "oh seven oh two one", "how do I return a tent", "goodbye", "a person please",
    ],
  ]

  static let calls = words.keys.sorted().map { Seeded(example: $0, seeds: 0..<12) }

  @Test(arguments: calls) func areTheSameOnAllRings(calls: Seeded) async throws {
    let server = try await WireServer.start()
    let folder = calls.example == "slow-desk" ? "Tests/WireTestingTests/Fixtures" : "examples/\(calls.example)"
    let path = RingTests.project.appending(path: "\(folder)/\(calls.example).yaml").path
    let dialog = PreparedScript(try #require(ScriptLoader.load(path: path, environment: [:]).script))
    let words = try #require(Self.words[calls.example])
    for seed in calls.seeds {
      let moves = Self.moves(seed, words, tools: dialog.script.tools.keys.sorted())
      let engine = await Self.play(moves, dialog, on: .engine)
      for (name, ring) in [("step", Ring.step), ("wire", server.ring)] {
        let other = await Self.play(moves, dialog, on: ring)
        if let difference = zip(zip(engine, other), moves.indices).first(where: { $0.0.0 != $0.0.1 }) {
          Issue.record(
            "\(name), seed \(seed): \(moves[...difference.1])\n\(difference.0.0)\n\(difference.0.1)")
        }
      }
    }
  }

  enum Move: Sendable {
    case say(String)
    case cutIn(String)
    case goOn(String, String)
    case lose(String)
    case silence, reconnect, askAgain, late
    case breakHere(String)
    case advance(Double)
    case stub(String, StubTools.Timed)
  }

  /// What a call is after a move.
  struct Moment: Equatable, Sendable {
    var state: CallState
    var answer: SimulatedCall.Answer
    var trace: Trace
    var tools: [ToolRequest]
    var now: LocalTime
    var fault: String?

    init(_ call: SimulatedCall) {
      (state, answer, trace) = (call.state, call.answer, call.trace)
      (tools, now, fault) = (call.toolCalls, call.now, call.fault)
    }
  }

  static func play(_ moves: [Move], _ dialog: PreparedScript, on ring: Ring) async -> [Moment] {
    await ring.play {
      var call = SimulatedCall(callID: "test", dialog: dialog, start: BrokenWireTests.start, on: ring)
      call.open(facts: .map(["from_number": .text("+15035550100")]))
      return moves.map { move in
        move.apply(to: &call)
        return Moment(call)
      }
    }
  }

  static func moves(_ seed: UInt64, _ words: [String], tools: [String]) -> [Move] {
    var dice = Dice(state: seed)
    let stubs = tools.map { Move.stub($0, Self.replies[dice.roll(replies.count)]) }
    return stubs
      + (0..<15).map { _ in
        let said = words[dice.roll(words.count)]
        return switch dice.roll(16) {
        case 0: .cutIn(said)
        case 1: .goOn(said, words[dice.roll(words.count)])
        case 2: .lose(said)
        case 3: .silence
        case 7: .askAgain
        case 8: .late
        case 9: .breakHere(said)
        case 4: .reconnect
        case 5: .advance(Double(dice.roll(200)))
        case 6: .stub(tools.isEmpty ? "none" : tools[dice.roll(tools.count)], Self.replies[dice.roll(replies.count)])
        default: .say(said)
        }
      }
  }

  static let body = Value.map([
    "code": .text("K7"), "status": .text("shipped"), "carrier": .text("UPS"), "due": .text("2026-03-04"),
  ])

  static let replies: [StubTools.Timed] = [
    .init(.value(body)), .init(.value(body)), .init(.value(body), delay: 1.5), .init(.value(body), delay: 25),
    .init(.failure("status 500")), .init(.value(.text("nonsense"))), .timeout,
  ]

  /// A small generator that is the same everywhere (PCG's multiplier and increment).
  struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }
}

extension SeededCallsTests.Move {
  func apply(to call: inout SimulatedCall) {
    switch self {
    case .say(let text): call.say(text)
    case .cutIn(let text): call.say(text, afterHearing: String(call.answer.text.prefix(12)))
    case .goOn(let text, let more):
      call.say(text, goesOn: true)
      call.revise("\(text) \(more)")
    case .lose(let text):
      call.say(text, goesOn: true)
      call.reconnect()
      call.advance(seconds: 3)
    case .silence: call.staySilent()
    case .askAgain:
      call.askAgain(goesOn: true)
      call.askAgain()
    case .late: call.repeatWhatIsOver()
    case .breakHere(let text):
      call.say(text, goesOn: true)
      call.reconnect(.here)
      call.advance(seconds: 3)
      call.askAgain()
    case .reconnect: call.reconnect()
    case .advance(let seconds): call.advance(seconds: seconds)
    case .stub(let tool, let reply): call.stub(tool, StubTools.Replies(sequence: [reply]))
    }
  }
}
