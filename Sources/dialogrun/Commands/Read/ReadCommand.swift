import ArgumentParser
import DialogDSL
import Foundation
import Hearing
import ReaderCases

/// `dialogrun read`: what the recognisers make of an utterance, or of many cases at once (shared format: one JSON object
/// a line).
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Show how an utterance is read as a value.",
    discussion: """
      Examples:
        dialogrun read --type date "next tuesday, no, wednesday"
        dialogrun read --type time --within 08:00 16:30 --explain "around half past two"
        dialogrun read --type alphanumeric --mask AA99 "a for alpha b two three" "no, b for bravo"
        dialogrun read --jsonl < cases.jsonl

      Several utterances are answers to the same question: they are read as one, the later repairing the earlier.
      Without --now it is \(ReadCase.standardNow), so that the same words give the same value every day.
      """)

  @Flag(help: "Read one case a line from standard input, as JSON, and answer each with one line.")
  var jsonl = false

  @Option(help: "Slot type: date, time, phone, ...; also `universal`.")
  var type: String?

  @OptionGroup var limits: ReadLimits

  @Flag(help: "Nobody has asked for it: read as a slot that is merely open.")
  var open = false

  @Flag(help: "Show what each word was used for, and by which rule.")
  var explain = false

  @Flag(help: "Answer as one line of JSON, as --jsonl does.")
  var json = false

  @Argument(help: "What the caller said.")
  var utterances: [String] = []

  func validate() throws {
    if jsonl {
      if type != nil || !utterances.isEmpty || explain {
        throw ValidationError("--jsonl reads cases from standard input: leave out --type, --explain and the utterance")
      }
      return
    }
    if type == nil {
      throw ValidationError("say which type to read: --type date, or --jsonl for cases on standard input")
    }
    if utterances.isEmpty {
      throw ValidationError("say what the caller said: dialogrun read --type date \"next tuesday\"")
    }
    if explain, utterances.count > 1 { throw ValidationError("--explain shows one utterance") }
    if explain, json { throw ValidationError("--explain and --json exclude each other") }
  }

  func run() throws {
    if jsonl { return try answerLines() }
    do {
      let reading = limits.reading(of: utterances, type: type ?? "")
      if json { return print(try ReadLines.encoded(CaseReader.answer(reading, isAsked: !open))) }
      print(try ReadReport(reading, isAsked: !open).text(explaining: explain), terminator: "")
    } catch let fault as ReadFault {
      throw Loading.fail(fault.description)
    }
  }

  /// A line that cannot be read is told on standard error, with its number; the others are answered all the same.
  private func answerLines() throws {
    var lines = ReadLines()
    while let line = readLine() { lines.answer(line) }
    if lines.faults > 0 { throw ExitCode(1) }
  }
}

/// The limits of the slot, as options.
struct ReadLimits: ParsableArguments {
  @Option(help: "The call's local time, such as 2026-03-02T09:00.")
  var now: String?

  @Option(help: "Language and country, such as en-GB.")
  var locale: String?

  @Option(help: "Where days without a year lie: past or future.")
  var prefer: String?

  @Option(parsing: .upToNextOption, help: "First and last clock time: --within 08:00 16:30.")
  var within: [String] = []

  @Option(help: "Country of phone numbers and postal codes, such as GB.")
  var region: String?

  @Option(help: "Number of digits or characters.")
  var length: Int?

  @Option(help: "A letter (A), digit (9) or either (*) at each place of a code.")
  var mask: String?

  @Option(help: "Regular expression, for type pattern.")
  var pattern: String?

  @Option(help: "Least value.")
  var min: String?

  @Option(help: "Greatest value.")
  var max: String?

  @Option(help: "A choice and how it is said: --choice cleaning --choice \"check_up=check up|exam\".")
  var choice: [String] = []

  func reading(of utterances: [String], type: String) -> ReadCase {
    var options = ReadCase.SlotOptions()
    options.prefer = prefer
    options.within = within.isEmpty ? nil : within
    options.length = length.map { ReadCase.Length($0...$0) }
    options.mask = mask
    options.pattern = pattern
    options.region = region
    options.min = min
    options.max = max
    options.choices = choice.isEmpty ? nil : Dictionary(choice.map(Self.choice), uniquingKeysWith: { $0 + $1 })
    return ReadCase(
      id: "1", type: type, text: utterances.count == 1 ? utterances[0] : nil,
      attempts: utterances.count == 1 ? nil : utterances, now: now, locale: locale, options: options)
  }

  private static func choice(_ text: String) -> (String, [String]) {
    guard let sign = text.firstIndex(of: "=") else { return (text, [text.replacing("_", with: " ")]) }
    return (String(text[..<sign]), text[text.index(after: sign)...].split(separator: "|").map(String.init))
  }
}
