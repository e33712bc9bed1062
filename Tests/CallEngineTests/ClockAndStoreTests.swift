import DialogDSL
import Foundation
import Hearing
import Interpreter
import Testing

@testable import CallEngine

@Suite struct ClockTests {
  @Test(
    "Local time follows the zone, summer time included",
    arguments: [
      ("America/Los_Angeles", 1_772_470_800, "2026-03-02T09:00", -480),
      ("America/Los_Angeles", 1_773_050_399, "2026-03-09T02:59", -420),
      ("America/Los_Angeles", 1_772_963_999, "2026-03-08T01:59", -480),
      ("America/Los_Angeles", 1_772_964_000, "2026-03-08T03:00", -420),
      ("Asia/Kolkata", 0, "1970-01-01T05:30", 330),
      ("Europe/London", 1_782_864_000, "2026-07-01T01:00", 60),
      ("UTC", 1_767_225_599, "2025-12-31T23:59", 0),
    ])
  func localTime(zone: String, seconds: Int, civil: String, offset: Int) throws {
    let clock = try #require(SystemClock(timeZone: zone))
    let time = clock.localTime(at: Date(timeIntervalSince1970: TimeInterval(seconds)))
    #expect(time.civil.description == civil)
    #expect(time.offsetMinutes == offset)
  }

  @Test("A zone that does not exist is refused")
  func unknownZone() {
    #expect(SystemClock(timeZone: "America/Nowhere") == nil)
  }
}

@Suite struct MemoryStoreTests {
  func snapshot(_ id: String) throws -> CallCore.Snapshot {
    let yaml = "dialog: 1\nname: Desk\nflows: {main: [end: Bye.]}"
    let script = try #require(ScriptLoader.load(text: yaml, file: "desk.yaml", environment: [:]).script)
    return CallCore(callID: id, dialog: PreparedScript(script)).snapshot
  }

  @Test("Saving needs the version that was read: who lost the race does not overwrite")
  func versions() async throws {
    let store = MemoryStore()
    #expect(await store.load("a") == nil)
    #expect(await store.save("a", try snapshot("a"), expected: 0))
    #expect(await !store.save("a", try snapshot("a"), expected: 0))
    #expect(await store.load("a")?.version == 1)
    #expect(await store.save("a", try snapshot("a"), expected: 1))
    #expect(await store.list() == ["a"])
    await store.delete("a")
    #expect(await store.list().isEmpty)
  }
}
