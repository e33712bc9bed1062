import Synchronization

/// What happened elsewhere, in order.
final class Collected<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])

  var all: [Item] { items.withLock { $0 } }

  func add(_ item: Item) { items.withLock { $0.append(item) } }
}
