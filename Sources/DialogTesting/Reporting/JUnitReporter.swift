import DialogDSL

/// Results as JUnit XML, as CI servers read it: a file is a test suite. There are no times in it, so that two runs
/// give the same text.
public enum JUnitReporter {
  public static func text(of result: RunResult) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let total = result.passed + result.failed
    text += "<testsuites name=\"dialogrun\" tests=\"\(total)\" failures=\"\(result.failed)\">\n"
    for file in result.files { text += suite(of: file) }
    for section in result.sections where !section.failures.isEmpty { text += suite(of: section) }
    return text + "</testsuites>\n"
  }

  private static func suite(of file: FileResult) -> String {
    let name = file.path.escapedForMarkup()
    let tests = file.passed + file.failed
    var text = "  <testsuite name=\"\(name)\" tests=\"\(tests)\" failures=\"\(file.failed)\">\n"
    for fault in file.faults where fault.severity == .error {
      // One test case, however many faults: it is one failure.
      text += testcase(
        "can be read", of: file.path,
        failure: (fault.message, DiagnosticRenderer(sources: file.sources).render(file.faults)))
      break
    }
    for result in file.cases {
      let failure = result.failure.map { failure in
        (failure.message, Reporter().text(of: failure, in: file))
      }
      text += testcase(result.name, of: file.path, failure: failure)
    }
    return text + "  </testsuite>\n"
  }

  private static func suite(of section: ReportSection) -> String {
    let count = section.failures.count
    let cases = section.failures.map { testcase($0, of: section.name, failure: ($0, section.text)) }
    return "  <testsuite name=\"\(section.name.escapedForMarkup())\" tests=\"\(count)\" failures=\"\(count)\">\n"
      + cases.joined() + "  </testsuite>\n"
  }

  private static func testcase(_ name: String, of suite: String, failure: (message: String, text: String)?) -> String {
    let start = "    <testcase classname=\"\(suite.escapedForMarkup())\" name=\"\(name.escapedForMarkup())\""
    guard let failure else { return start + "/>\n" }
    return start + ">\n      <failure message=\"\(failure.message.escapedForMarkup())\">"
      + failure.text.escapedForMarkup(keepsLines: true) + "</failure>\n    </testcase>\n"
  }
}
