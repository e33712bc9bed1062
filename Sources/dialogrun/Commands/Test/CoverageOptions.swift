import ArgumentParser
import DialogTesting

/// What of the scripts the cases have reached.
struct CoverageOptions: ParsableArguments, TestAddition {
  @Flag(name: .customLong("coverage"), help: "Report what of the scripts the cases reach, and what they miss.")
  var isShown = false

  @Option(name: .customLong("coverage-json"), help: ArgumentHelp("Write it as JSON.", valueName: "file"))
  var json: String?

  @Option(
    name: .customLong("coverage-html"),
    help: ArgumentHelp("Write it as one page that draws the flows in colours.", valueName: "file"))
  var html: String?

  @Option(
    name: .customLong("coverage-threshold"),
    help: ArgumentHelp(
      "Shares that every script must reach, like steps=100%,branches=90%. Can be given more than once.",
      valueName: "shares"),
    transform: shares)
  var thresholds: [[CoverageThresholds.Share]] = []

  private static func shares(_ text: String) throws -> [CoverageThresholds.Share] {
    guard let shares = CoverageThresholds.shares(text) else {
      let kinds = CoverageKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("write shares like steps=100%,branches=90%; there are \(kinds)")
    }
    return shares
  }

  /// The section fails the run for what is wanted and not reached. A run of picked cases is not asked for what test
  /// files want, nor are scripts counted of which no case was picked.
  func add(to run: inout TestRun) async throws {
    var coverage = CoverageOfRun()
    let results = Dictionary(run.result.files.map { ($0.path, $0.cases) }, uniquingKeysWith: +)
    for file in run.files { if let cases = results[file.path] { coverage.add(file, cases) } }
    let shortfalls = coverage.shortfalls(besides: thresholds.flatMap(\.self), isWhole: run.settings.filter == nil)
    if isShown || !shortfalls.isEmpty {
      run.result.sections.append(
        ReportSection(
          name: "coverage", text: (isShown ? coverage.text : "") + shortfalls.map(\.text).joined(),
          json: coverage.json, failures: shortfalls.map(\.line)))
    }
    var attempts = Attempts()
    if let json { attempts.add { try TextFile.write(coverage.json.pretty, to: json) } }
    if let html { attempts.add { try TextFile.write(CoveragePage(of: coverage).text, to: html) } }
    try attempts.finish()
  }
}
