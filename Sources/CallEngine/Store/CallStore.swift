import Synchronization

/// Where calls are kept between sockets. Small on purpose, so that a table with a version column is enough.
public protocol CallStore: Sendable {
  /// nil when there is no such call.
  func load(_ id: String) async throws -> StoredCall?
  /// Saves when the stored version is `expected` (0: not stored yet) and counts it up; false when another node has the
  /// call.
  func save(_ id: String, _ snapshot: CallCore.Snapshot, expected: Int) async throws -> Bool
  func delete(_ id: String) async throws
  func list() async throws -> [String]
}

public struct StoredCall: Sendable, Hashable {
  public var snapshot: CallCore.Snapshot
  public var version: Int
}

/// Keeps calls for the life of the process.
public final class MemoryStore: CallStore {
  private let calls = Mutex<[String: StoredCall]>([:])

  public init() {}

  public func load(_ id: String) async -> StoredCall? { calls.withLock { $0[id] } }

  public func save(_ id: String, _ snapshot: CallCore.Snapshot, expected: Int) async -> Bool {
    calls.withLock { calls in
      guard calls[id]?.version ?? 0 == expected else { return false }
      calls[id] = StoredCall(snapshot: snapshot, version: expected + 1)
      return true
    }
  }

  public func delete(_ id: String) async { calls.withLock { $0[id] = nil } }

  public func list() async -> [String] { calls.withLock { $0.keys.sorted() } }
}
