import DialogDSL
import Testing

/// Damaged scripts: any finding will do, but every load comes to an end, points into its file and can be printed.
@Suite struct MutationTests {
  @Test(arguments: Fixtures.names(in: "good"), 0..<4 as Range<UInt64>)
  func aDamagedScriptNeverCrashes(name: String, seed: UInt64) throws {
    var damage = Damage(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(name.utf8.count))
    let original = Array(try Fixtures.text("good", name).utf8)
    for _ in 0..<60 {
      let bytes = damage.applied(to: original)
      let text = String(decoding: bytes, as: UTF8.self)
      let outcome = ScriptLoader.load(text: text, file: name, environment: Fixtures.environment)
      #expect((outcome.script == nil) == outcome.diagnostics.contains { $0.severity == .error })
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
      for range in outcome.diagnostics.compactMap(\.range) {
        #expect((1...lines + 1).contains(range.start.line) && range.start <= range.end, "\(range)\n\(text)")
      }
      #expect(
        DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics).isEmpty == outcome.diagnostics.isEmpty)
    }
  }
}

/// Repeatable damage to a text.
private struct Damage {
  /// SplitMix64.
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(max(limit, 1)))
  }

  mutating func applied(to bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...next(below: 3) {
      switch next(below: 6) {
      case 0: bytes = lines(of: bytes) { lines, at, _ in lines.remove(at: at) }
      case 1: bytes = lines(of: bytes) { lines, at, other in lines.insert(lines[at], at: other) }
      case 2: bytes = lines(of: bytes) { lines, at, other in lines.swapAt(at, other) }
      case 3: bytes = Array(bytes.prefix(next(below: bytes.count)))
      case 4:
        let interesting = Array("{}[]()|&*!%@`'\"#:,-<>\t\n\r ~?$^\u{0}\u{7F}".utf8)
        if !bytes.isEmpty { bytes[next(below: bytes.count)] = interesting[next(below: interesting.count)] }
      default:
        if !bytes.isEmpty { bytes[next(below: bytes.count)] = UInt8(next(below: 256)) }
      }
    }
    return bytes
  }

  private mutating func lines(of bytes: [UInt8], _ change: (inout [ArraySlice<UInt8>], Int, Int) -> Void) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard !lines.isEmpty else { return bytes }
    change(&lines, next(below: lines.count), next(below: lines.count))
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}
