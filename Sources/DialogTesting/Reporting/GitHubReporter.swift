import DialogDSL

/// Failures as workflow commands of GitHub Actions, which shows them beside the lines of the files
/// (docs.github.com, "Workflow commands", "Setting an error message").
public enum GitHubReporter {
  public static func text(of result: RunResult) -> String {
    var text = ""
    for file in result.files {
      for fault in file.faults {
        text += command(
          fault.severity.rawValue, path: fault.range.map { file.paths[$0.file] ?? $0.file } ?? file.path,
          at: fault.range, title: fault.code, [fault.message, fault.help].compactMap(\.self).joined(separator: "\n"))
      }
      for case (let name, let failure?) in file.cases.map({ ($0.name, $0.failure) }) {
        let details = failure.details.map { "\($0.name): \($0.text)" }
        text += command(
          "error", path: file.paths[failure.range.file] ?? file.path, at: failure.range, title: name,
          ([failure.message] + details).joined(separator: "\n"))
      }
    }
    for section in result.sections {
      text += section.failures.map { command("error", path: nil, at: nil, title: section.name, $0) }.joined()
    }
    return text
  }

  private static func command(
    _ name: String, path: String?, at range: SourceRange?, title: String, _ message: String
  ) -> String {
    var properties: [String] = []
    if let path { properties.append("file=\(property(path))") }
    if let range { properties.append("line=\(range.start.line),col=\(range.start.column)") }
    properties.append("title=\(property(title))")
    return "::\(name) \(properties.joined(separator: ","))::\(data(message))\n"
  }

  /// The message: `%` and line breaks.
  static func data(_ text: String) -> String { encoded(text, ["%", "\r", "\n"]) }

  /// A property: also what ends it.
  static func property(_ text: String) -> String { encoded(text, ["%", "\r", "\n", ":", ","]) }

  /// By scalars: a mark that joins a `:` does not hide it from the runner.
  private static func encoded(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if special.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += ((digits.count == 1 ? "%0" : "%") + digits).unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
