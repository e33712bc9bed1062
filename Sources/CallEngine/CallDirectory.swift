import DialogDSL
import Interpreter
import Logging

/// Owns the calls of a process by id, for the script it serves. A call outlives its socket (architecture.md,
/// decision 8).
public actor CallDirectory {
  /// Limits, with their reasons.
  public struct Limits: Sendable {
    /// Calls kept at once: bounds memory when ids are made up.
    public var calls = 10_000
    /// How long a call is kept without a link, in seconds: Retell reconnects within a minute; a person who looks at a
    /// broken call wants longer.
    public var idle = 15.0 * 60
    /// The same after a goodbye or a transfer: only Retell may still come back, when the socket broke before the words
    /// were out (reference §4.3).
    public var ended = 2.0 * 60

    public init() {}
  }

  private nonisolated let dialog: PreparedScript
  private let services: CallServices
  private let limits: Limits
  private var calls: [String: Entry] = [:]
  /// Counts up each time a call begins to wait for a link.
  private var waits = 0

  private struct Entry {
    var call: Call
    var version: Int
    var link: (any CallOutlet)?
    /// When the call began to wait for a link, among the others.
    var waitsSince: Int
    var release: Task<Void, Never>?
  }

  public init(script: Script, services: CallServices, limits: Limits = Limits()) {
    let dialog = PreparedScript(script, tracing: services.logger.logLevel <= .trace ? .reasons : [])
    self.init(dialog: dialog, services: services, limits: limits)
  }

  public init(dialog: PreparedScript, services: CallServices, limits: Limits = Limits()) {
    self.dialog = dialog
    self.services = services
    self.limits = limits
  }

  public nonisolated var script: Script { dialog.script }

  /// The call of that id: the one that is kept or stored, or a new one. Where there are as many as there may be, the
  /// call that has been without a link longest makes room; nil when all have one.
  public func call(id: String) async -> Call? {
    if let call = kept(id) { return call }
    let stored = await load(id)
    // Another socket may have come in while the store was asked.
    if let call = kept(id) { return call }
    guard calls.count < limits.calls || evictOne() else { return nil }
    let core =
      stored.map { CallCore(resuming: $0.snapshot, dialog: dialog) } ?? CallCore(callID: id, dialog: dialog)
    let call = Call(id: id, core: core, services: services)
    calls[id] = Entry(call: call, version: stored?.version ?? 0, waitsSince: waits)
    // The connection may break before a link attaches.
    releaseLater(call, after: limits.idle)
    return call
  }

  /// A call that is dialled again is not the next to make room.
  private func kept(_ id: String) -> Call? {
    guard let entry = calls[id] else { return nil }
    if entry.link == nil { releaseLater(entry.call, after: limits.idle) }
    return entry.call
  }

  /// Makes `outlet` the link of the call; an older one is superseded, and so is this one when the call has been
  /// released since it was looked up.
  public func attach(_ outlet: any CallOutlet, to call: Call) async {
    guard calls[call.id]?.call === call else { return outlet.superseded() }
    calls[call.id]?.link = outlet
    calls[call.id]?.release?.cancel()
    await call.attach(outlet)
  }

  /// The link of a call is gone: stores the call, and releases it when no other link comes in time.
  public func detach(_ outlet: any CallOutlet, from call: Call) async {
    guard await call.detach(outlet), let version = calls[call.id]?.version else { return }
    await save(call, version: version)
    let isOver = await call.isOver
    // Another link may have come while the call was stored.
    guard let link = calls[call.id]?.link, link === outlet else { return }
    calls[call.id]?.link = nil
    releaseLater(call, after: isOver ? limits.ended : limits.idle)
    if isOver { await call.logEnd() }
  }

  /// Releases the call after so many seconds, unless a link comes before.
  private func releaseLater(_ call: Call, after seconds: Double) {
    waits += 1
    calls[call.id]?.waitsSince = waits
    calls[call.id]?.release?.cancel()
    let clock = services.clock
    calls[call.id]?.release = Task { [weak self] in
      do { try await clock.sleep(seconds: seconds) } catch { return }
      await self?.endWait(of: call)
    }
  }

  private func endWait(of call: Call) async {
    if Task.isCancelled { return }
    calls[call.id] = nil
    await release(call)
  }

  /// False when all calls have links.
  private func evictOne() -> Bool {
    let waiting = calls.values.lazy.filter { $0.link == nil }
    guard let evicted = waiting.min(by: { $0.waitsSince < $1.waitsSince }) else { return false }
    services.logger.warning("a call made room for another", metadata: ["call_id": "\(evicted.call.id)"])
    evicted.release?.cancel()
    calls[evicted.call.id] = nil
    Task { await release(evicted.call) }
    return true
  }

  /// Calls kept now.
  public var count: Int { calls.count }

  /// Calls with a socket.
  public var attachedCount: Int { calls.values.count { $0.link != nil } }

  /// The process stops: calls that are still kept are over for it, and their results are sent. No link comes any more.
  public func close() async {
    let kept = calls.values.map(\.call)
    for entry in calls.values { entry.release?.cancel() }
    calls = [:]
    await withDiscardingTaskGroup { group in
      for call in kept { group.addTask { await call.end() } }
    }
  }

  /// Ends a call that the directory has let go.
  private func release(_ call: Call) async {
    await call.end()
    if await !call.isOver { await call.logEnd() }
    do { try await services.store.delete(call.id) } catch {
      services.logger.warning(
        "call not deleted from the store", metadata: ["call_id": "\(call.id)", "error": "\(error)"])
    }
  }

  private func load(_ id: String) async -> StoredCall? {
    do { return try await services.store.load(id) } catch {
      services.logger.error("call not read from the store", metadata: ["call_id": "\(id)", "error": "\(error)"])
      return nil
    }
  }

  private func save(_ call: Call, version: Int) async {
    do {
      guard try await services.store.save(call.id, call.snapshot, expected: version) else {
        services.logger.warning("another node has the call", metadata: ["call_id": "\(call.id)"])
        return
      }
      calls[call.id]?.version = version + 1
    } catch {
      services.logger.error("call not stored", metadata: ["call_id": "\(call.id)", "error": "\(error)"])
    }
  }
}
