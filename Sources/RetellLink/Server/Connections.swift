import NIOCore
import Synchronization

/// The open connections of a server, so that stopping can reach them.
final class Connections: Sendable {
  private struct State {
    var open: [ObjectIdentifier: (channel: any Channel, isSocket: Bool)] = [:]
    var isStopping = false
  }

  private let state = Mutex(State())

  /// A connection that comes after the stop is dropped.
  func add(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    let isStopping = state.withLock { state in
      if !state.isStopping { state.open[id] = (channel, isSocket: false) }
      return state.isStopping
    }
    if isStopping { return channel.close(promise: nil) }
    channel.closeFuture.whenComplete { [self] _ in state.withLock { _ = $0.open.removeValue(forKey: id) } }
  }

  func becameSocket(_ channel: any Channel) {
    state.withLock { $0.open[ObjectIdentifier(channel)]?.isSocket = true }
  }

  /// Drops what is no call's socket now, and the sockets after `grace`; none gets a close frame (reference §3.2).
  func stop(after grace: TimeAmount) {
    let open = state.withLock { state in
      state.isStopping = true
      return Array(state.open.values)
    }
    for (channel, isSocket) in open {
      if isSocket {
        channel.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
      } else {
        channel.close(promise: nil)
      }
    }
  }
}
