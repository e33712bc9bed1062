#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A last note when the program crashes in the middle of a call: which calls were being played, so that one of them can
/// be played again by its number.
enum CrashNote {
  static let mostJobs = 64

  /// The call of each job, -1 for none. Written by jobs, each its own; read by a signal handler, which may neither
  /// allocate nor lock.
  nonisolated(unsafe) private static let calls: UnsafeMutablePointer<Int> = {
    let calls = UnsafeMutablePointer<Int>.allocate(capacity: mostJobs)
    calls.initialize(repeating: -1, count: mostJobs)
    return calls
  }()
  /// What stands before a call's number, zero-terminated.
  nonisolated(unsafe) private static var before = UnsafeMutablePointer<CChar>(bitPattern: 0)
  /// Who handles a fault otherwise, by its number.
  nonisolated(unsafe) private static let others: UnsafeMutablePointer<sigaction> = {
    let others = UnsafeMutablePointer<sigaction>.allocate(capacity: mostFaults)
    others.initialize(repeating: sigaction(), count: mostFaults)
    return others
  }()
  private static let mostFaults = 32

  static func note(job: Int, call: Int) { calls[job] = call }

  static func install(file: String, seed: UInt64) {
    before = strdup("\ncrashed; play again with: dialogrun explore \(file) --seed \(seed) --call ")
    _ = calls
    for fault in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      sigaction(fault, nil, others + Int(fault))
      signal(fault) { fault in
        CrashNote.tell()
        // The fault comes again when this returns, to whom it would have come.
        sigaction(fault, CrashNote.others + Int(fault), nil)
      }
    }
  }

  private static func tell() {
    guard let before else { return }
    for job in 0..<mostJobs where calls[job] >= 0 {
      put(before, strlen(before))
      var divisor = 1
      while calls[job] / divisor >= 10 { divisor *= 10 }
      while divisor > 0 {
        var digit = UInt8(48 + calls[job] / divisor % 10)
        put(&digit, 1)
        divisor /= 10
      }
    }
    var end = UInt8(10)
    put(&end, 1)
  }

  private static func put(_ bytes: UnsafeRawPointer, _ count: Int) {
    // There is nobody left to tell when it fails.
    _ = write(STDERR_FILENO, bytes, count)
  }
}
