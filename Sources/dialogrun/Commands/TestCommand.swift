import ArgumentParser
import DialogTesting

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run test files: whole calls in virtual time, without network or models.",
    discussion: "A file that cannot be read counts as one failure. Exits with 0 when all cases pass, with 1 otherwise.")

  @Argument(help: "Test files, or folders in which every *.test.yaml is run.")
  var files: [String]

  func run() throws {
    let found = TestFiles.find(files)
    if found.isEmpty { throw Loading.fail("no \(TestFiles.suffix) files in \(files.joined(separator: ", "))") }
    var passed = 0
    var failed = 0
    for path in found {
      if found.count > 1 { Output.print(path) }
      guard let file = Loading.tests(path) else {
        failed += 1
        continue
      }
      let results = TestRunner.run(file)
      Output.print(Reporter(isColoured: Output.Stream.output.isColoured).text(of: results), terminator: "")
      failed += results.count { $0.failure != nil }
      passed += results.count { $0.failure == nil }
    }
    Output.print(Reporter.summary(passed: passed, failed: failed), terminator: "")
    if failed > 0 { throw ExitCode.failure }
  }
}
