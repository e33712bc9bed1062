import Testing

/// Waits for what happens on another task, as long as for a frame.
func eventually(
  _ condition: () async -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let end = ContinuousClock.now + Socket.patience
  while ContinuousClock.now < end {
    if await condition() { return }
    try await Task.sleep(for: .milliseconds(10))
  }
  Issue.record("it did not happen in time", sourceLocation: sourceLocation)
}
