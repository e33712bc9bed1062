/// Work of which one part may fail while the others are done all the same.
struct Attempts {
  private var first: (any Error)?

  mutating func add(_ body: () throws -> Void) {
    do { try body() } catch { first = first ?? error }
  }

  mutating func add(_ body: () async throws -> Void) async {
    do { try await body() } catch { first = first ?? error }
  }

  /// Throws what went wrong first.
  func finish() throws { if let first { throw first } }
}
