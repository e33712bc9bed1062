/// The results of `body`, which plays calls of `ring`, in the order of `items`, at most `jobs` of them under way at a time.
func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], jobs: Int, on ring: Ring = .engine, _ body: @escaping @Sendable (Item) -> Result
) async -> [Result] {
  guard jobs > 1, items.count > 1 else { return await ring.play { items.map(body) } }
  // A task takes a stretch of items: one case is too little work for a task of its own.
  let size = max(1, items.count / (jobs * 8))
  let starts = Array(stride(from: 0, to: items.count, by: size))
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    var found = [[Result]](repeating: [], count: starts.count)
    var next = 0
    func add(to group: inout TaskGroup<(Int, [Result])>) {
      guard next < starts.count else { return }
      let index = next
      let stretch = items[starts[index]..<min(starts[index] + size, items.count)]
      group.addTask { (index, await ring.play { stretch.map(body) }) }
      next += 1
    }
    for _ in 0..<jobs { add(to: &group) }
    while let (index, results) = await group.next() {
      found[index] = results
      add(to: &group)
    }
    return Array(found.joined())
  }
}
