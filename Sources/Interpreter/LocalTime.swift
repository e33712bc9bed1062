import DialogDSL

/// The call's local civil time with its offset from UTC. Enters with events; the interpreter has no clock.
public struct LocalTime: Sendable, Hashable, Codable {
  public var civil: CivilDateTime
  public var offsetMinutes: Int

  public init(_ civil: CivilDateTime, offsetMinutes: Int = 0) {
    self.civil = civil
    self.offsetMinutes = offsetMinutes
  }

  public var today: CivilDate { civil.date }
}
