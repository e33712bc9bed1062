import DialogDSL
import Foundation
import Hearing
import ReaderCases

/// Time per utterance and type, splitting into words included, for utterances of up to 30 words.
enum RecognizerCost {
  static let longestUtterance = 30
  /// The best of so many runs counts: the others measure the machine.
  static let runs = 3

  static func measure(folder: String) throws {
    var byType: [String: Samples] = [:]
    for reading in try cases(in: folder) {
      guard let type = SlotType(rawValue: reading.type), let text = reading.text else { continue }
      let expectation = try reading.expectation(for: reading.options, type: type, isAsked: true)
      let language = LanguageData.data(for: expectation.locale)
      let recognizer = RecognizerRegistry.recognizer(for: type)
      guard Words(text).count <= longestUtterance else { continue }
      var best = Duration.seconds(1)
      for _ in 0..<runs {
        let time = ContinuousClock().measure {
          let utterance = Utterance(text, language: language)
          _ = recognizer.candidates(in: utterance, expecting: expectation)
        }
        best = min(best, time)
      }
      byType[reading.type, default: Samples()].add(best)
    }
    print("microseconds per utterance and type (up to \(longestUtterance) words)")
    print(column("type", 14) + column("cases", 8) + column("median", 10) + column("99 %", 10) + column("most", 10))
    var all = Samples()
    for (type, samples) in byType.sorted(by: { $0.key < $1.key }) {
      show(type, samples)
      all.add(samples)
    }
    show("all", all)
  }

  private static func show(_ name: String, _ samples: Samples) {
    print(
      column(name, 14) + column("\(samples.count)", 8) + column(samples.percentile(50), 10)
        + column(samples.percentile(99), 10) + column(samples.percentile(100), 10))
  }

  private static func cases(in folder: String) throws -> [ReadCase] {
    let root = URL(fileURLWithPath: folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let paths = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "jsonl" }.map(\.path).sorted()
    let decoder = JSONDecoder()
    return try paths.flatMap { path in
      try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
        try decoder.decode(ReadCase.self, from: Data($0.utf8))
      }
    }
  }
}
