import ArgumentParser
import DialogTesting

/// What is reported, and where to.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "text, json, junit or github; with =FILE into that file. Can be given more than once. Unless another report "
        + "goes to standard output, the text does.",
      valueName: "format"),
    transform: Report.init)
  var reports: [Report] = []

  @Flag(name: .shortAndLong, help: "Of the text only failures and the last line.")
  var quiet = false

  struct Report: Sendable {
    enum Format: String, CaseIterable { case text, json, junit, github }

    var format: Format
    /// nil: standard output.
    var file: String?

    init(_ argument: String) throws {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let format = Format(rawValue: parts[0]) else {
        throw ValidationError("reports are \(Format.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      if parts.count == 2, parts[1].isEmpty { throw ValidationError("after `\(parts[0])=` stands a file") }
      self.format = format
      file = parts.count == 2 ? parts[1] : nil
    }

    init(standard format: Format) { self.format = format }

    /// Shares standard output with nothing else, so that a program can read it.
    fileprivate var standsAlone: Bool { format == .json || format == .junit }
  }

  func validate() throws {
    let shown = reports.filter { $0.file == nil }
    if shown.count > 1, let first = shown.first(where: \.standsAlone) {
      throw ValidationError("give the \(first.format.rawValue) report a file: \(first.format.rawValue)=FILE")
    }
  }

  /// What cannot be written to a file keeps nothing else from being reported.
  func write(_ result: RunResult) throws {
    let toOutput = reports.filter { $0.file == nil }
    for report in toOutput.isEmpty ? [Report(standard: .text)] : toOutput {
      Output.print(text(of: result, as: report.format, isColoured: Output.Stream.output.isColoured), terminator: "")
    }
    var attempts = Attempts()
    for case (let format, let file?) in reports.map({ ($0.format, $0.file) }) {
      attempts.add { try TextFile.write(text(of: result, as: format, isColoured: false), to: file) }
    }
    try attempts.finish()
  }

  private func text(of result: RunResult, as format: Report.Format, isColoured: Bool) -> String {
    switch format {
    case .text: Reporter(isColoured: isColoured, isQuiet: quiet).text(of: result)
    case .json: JSONReporter.text(of: result)
    case .junit: JUnitReporter.text(of: result)
    case .github: GitHubReporter.text(of: result)
    }
  }
}
