/// What a filter works on, takes as arguments and gives (language.md §4).
struct FilterSignature {
  struct Fault {
    var message: String
    /// Which argument is wrong; nil: their number.
    var argument: Int?
    var help: String?
  }

  private enum Argument {
    case number, text, date, any
    /// One of these words, written as a literal.
    case word([String])
  }

  /// As diagnostics name what the filter works on.
  let subjects: String
  private let filter: Filter
  private let kinds: [Kind]
  private let required: [Argument]
  private let optional: [Argument]

  /// Types without their contents; an empty list of kinds takes everything.
  private enum Kind { case text, number, date, time, dateTime, list, money }

  init(of filter: Filter) {
    self.filter = filter
    (subjects, kinds, required, optional) =
      switch filter {
      case .spell: ("texts and numbers", [.text, .number], [], [.word(["nato"])])
      case .digits: ("texts and numbers", [.text, .number], [], [])
      case .date: ("dates and ISO texts", [.date, .dateTime, .text], [], [])
      case .time: ("times and ISO texts", [.time, .dateTime, .text], [], [])
      case .ordinal: ("numbers", [.number], [], [])
      case .money: ("numbers and amounts of money", [.number, .money], [], [.text])
      case .list: ("lists", [.list], [], [.word(["and", "or"])])
      case .upper, .lower, .title, .a: ("texts", [.text], [], [])
      case .first, .last: ("texts and lists", [.text, .list], [], [.number])
      case .count: ("texts and lists", [.text, .list], [], [])
      case .near: ("dates", [.date], [.date], [])
      case .default: ("everything", [], [.any], [])
      case .plural: ("numbers and lists", [.number, .list], [.text, .text], [])
      case .iso: ("dates and times", [.date, .time, .dateTime, .text], [], [])
      case .json: ("everything", [], [], [])
      }
  }

  func takes(_ type: ValueType) -> Bool {
    if type.isUnknown || kinds.isEmpty { return true }
    if type == .slot(.money) { return kinds.contains(.money) }
    return switch type.base {
    case .text: kinds.contains(.text)
    case .number: kinds.contains(.number)
    case .date: kinds.contains(.date)
    case .time: kinds.contains(.time)
    case .dateTime: kinds.contains(.dateTime)
    case .list: kinds.contains(.list)
    case .any, .none, .open: true
    case .bool, .duration, .record, .slot: false
    }
  }

  func fault(in arguments: [(expression: Expression, type: ValueType)]) -> Fault? {
    let wanted = required + optional
    guard arguments.count >= required.count, arguments.count <= wanted.count else {
      let count =
        optional.isEmpty ? "\(required.count)" : "\(required.count) to \(wanted.count)"
      let noun = wanted.count == 1 ? "argument" : "arguments"
      let message = wanted.isEmpty ? "takes no arguments" : "takes \(count) \(noun)"
      return Fault(message: "`\(filter.rawValue)` \(message)", help: example)
    }
    for (place, argument) in arguments.enumerated() {
      let name = "argument \(place + 1) of `\(filter.rawValue)`"
      switch wanted[place] {
      case .any: continue
      case .number where fits(argument.type, .number), .text where fits(argument.type, .text),
        .date where fits(argument.type, .date):
        continue
      case .number: return Fault(message: "\(name) is a number, not \(argument.type.spelledOut)", argument: place)
      case .text: return Fault(message: "\(name) is a text, not \(argument.type.spelledOut)", argument: place)
      case .date: return Fault(message: "\(name) is a date, not \(argument.type.spelledOut)", argument: place)
      case .word(let words):
        if case .literal(.text(let word)) = argument.expression, words.contains(word) { continue }
        let choices = words.map { "'\($0)'" }.joined(separator: " or ")
        return Fault(message: "\(name) is \(choices)", argument: place)
      }
    }
    return nil
  }

  private func fits(_ type: ValueType, _ wanted: ValueType) -> Bool { type.base == wanted || type.isUnknown }

  private var example: String? {
    switch filter {
    case .plural: "for example `n | plural('slot', 'slots')`"
    case .near: "for example `day | near(today)`"
    case .default: "for example `name | default('there')`"
    default: nil
    }
  }

  func result(_ subject: ValueType, _ arguments: [ValueType]) -> ValueType {
    switch filter {
    case .spell, .digits, .ordinal, .money, .list, .upper, .lower, .title, .near, .plural, .iso, .json, .a: .text
    case .date: .date
    case .time: .time
    case .count: .number
    case .default: .common(subject, arguments.first ?? .none)
    case .first, .last:
      switch subject.base {
      case .list(let element): arguments.isEmpty ? element : subject.base
      case .text: .text
      default: .any
      }
    }
  }
}
