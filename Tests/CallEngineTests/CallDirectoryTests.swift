import DialogDSL
import Interpreter
import Testing

@testable import CallEngine

/// How long calls are kept, in virtual time.
@Suite struct CallDirectoryTests {
  private func parts(_ yaml: String = CallCoreTests.booking, calls: Int = 10) throws -> CallParts {
    var limits = CallDirectory.Limits()
    limits.calls = calls
    return CallParts(
      try #require(ScriptLoader.load(text: yaml, file: "desk.yaml", environment: [:]).script), limits: limits)
  }

  /// Dials and attaches.
  private func dial(_ id: String, _ parts: CallParts) async throws -> (call: Call, outlet: RecordingOutlet) {
    let call = try #require(await parts.directory.call(id: id))
    let outlet = RecordingOutlet()
    await parts.directory.attach(outlet, to: call)
    await call.receive(.opened, from: outlet)
    return (call, outlet)
  }

  @Test("When there is no room, the call without a link for longest goes; with links everywhere nobody does")
  func room() async throws {
    let parts = try parts(calls: 3)
    let directory = parts.directory
    var kept: [String: (call: Call, outlet: RecordingOutlet)] = [:]
    for id in ["a", "b", "c"] { kept[id] = try await dial(id, parts) }
    #expect(await directory.call(id: "d") == nil)
    for id in ["b", "a"] {
      let (call, outlet) = try #require(kept[id])
      await directory.detach(outlet, from: call)
    }
    let fourth = try await dial("d", parts)
    #expect(await directory.count == 3)
    #expect(await directory.attachedCount == 2)
    #expect(await directory.call(id: "a") === kept["a"]?.call, "it has been without a link for less time")
    try await eventually { await parts.store.list() == ["a"] }
    #expect(!fourth.outlet.isSuperseded)
    _ = try await dial("e", parts)
    #expect(await directory.call(id: "f") == nil)
    #expect(await directory.call(id: "c") === kept["c"]?.call)
  }

  @Test("A call that made room after it was looked up takes no link: Retell dials again")
  func evictedWhileDialled() async throws {
    let parts = try parts(calls: 1)
    let call = try #require(await parts.directory.call(id: "a"))
    let other = try await dial("b", parts)
    let outlet = RecordingOutlet()
    await parts.directory.attach(outlet, to: call)
    #expect(outlet.isSuperseded)
    #expect(!other.outlet.isSuperseded)
    #expect(await parts.directory.attachedCount == 1)
  }

  @Test("A call that broke off is kept for long, one that was over for as long as Retell may come back")
  func release() async throws {
    let parts = try parts()
    let limits = CallDirectory.Limits()
    let broken = try await dial("broken", parts)
    let over = try await dial("over", parts)
    await over.call.receive(CallCoreTests.wish, from: over.outlet)
    try await eventually { parts.clock.waits.contains(CallCore.settleWait) }
    parts.clock.advance(seconds: CallCore.settleWait)
    try await eventually { over.outlet.responses.last?.hasSuffix("It is cancelled.") == true }
    await parts.directory.detach(broken.outlet, from: broken.call)
    await parts.directory.detach(over.outlet, from: over.call)
    try await eventually {
      parts.clock.waits.contains(limits.ended) && parts.clock.waits.contains(limits.idle)
    }
    #expect(await parts.store.list() == ["broken", "over"])
    parts.clock.advance(seconds: limits.ended - 1)
    #expect(await parts.directory.count == 2)
    parts.clock.advance(seconds: 1)
    try await eventually { await parts.store.list() == ["broken"] }
    #expect(await parts.directory.count == 1)
    parts.clock.advance(seconds: limits.idle - limits.ended)
    try await eventually { await parts.store.list().isEmpty }
    #expect(await parts.directory.count == 0)
  }

  @Test("A link that comes in time keeps its call")
  func attachedInTime() async throws {
    let parts = try parts()
    let idle = CallDirectory.Limits().idle
    let first = try await dial("a", parts)
    await parts.directory.detach(first.outlet, from: first.call)
    try await eventually { parts.clock.waits.contains(idle) }
    let second = try await dial("a", parts)
    #expect(second.call === first.call)
    try await eventually { !parts.clock.waits.contains(idle) }
    parts.clock.advance(seconds: 2 * idle)
    await parts.directory.detach(first.outlet, from: first.call)
    #expect(await parts.directory.attachedCount == 1, "the older link is not the call's any more")
  }
}
