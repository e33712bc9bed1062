/// Which response events of a call may still go out on one socket (reference §8.1): those of the response Retell asked
/// for last, up to its completion. Retell would drop the others silently.
struct ResponseGate {
  /// The response asked for last; nil: none yet, and the begin message is due under id 0.
  private(set) var newest: Int?
  private var isComplete = false

  /// Whether this request is to be answered: the first of the socket, a newer one, or the newest again before its
  /// answer is complete. Ids only grow on a socket; after a reconnect any may come first (reference §8.1, §17.7).
  mutating func requested(_ id: Int) -> Bool {
    guard let newest else {
      self.newest = id
      isComplete = false
      return true
    }
    if id == newest { return !isComplete }
    guard id > newest else { return false }
    self.newest = id
    isComplete = false
    return true
  }

  /// Whether this event may go out; to be asked immediately before sending, once per event.
  mutating func admits(_ id: Int, isLast: Bool) -> Bool {
    guard id == newest ?? Self.beginMessage, !isComplete else { return false }
    isComplete = isLast
    return true
  }

  private static let beginMessage = 0
}
