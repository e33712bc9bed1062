import Foundation
import Testing

/// Runs the program that is built beside the tests.
struct Program {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  private let input = Pipe()

  static func run(_ arguments: [String], input: String = "") throws -> Result {
    try start(arguments).finish(input: input)
  }

  static func start(_ arguments: [String], secret: String? = nil) throws -> Program {
    let program = Program()
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    program.process.executableURL = folder.appending(path: "dialogrun")
    program.process.arguments = arguments
    program.process.environment = secret.map { ["DIALOGRUN_SECRET": $0] } ?? [:]
    program.process.standardOutput = program.output
    program.process.standardError = program.errors
    program.process.standardInput = program.input
    try program.process.run()
    return program
  }

  /// Waits for the end; what is printed is a few lines, less than a pipe holds.
  private func finish(input text: String) throws -> Result {
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let output = try output.fileHandleForReading.readToEnd() ?? Data()
    let errors = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  /// Waits until so many lines have been printed.
  func firstLines(_ count: Int) throws -> String {
    var text = ""
    while text.count(where: { $0 == "\n" }) < count {
      let data = output.fileHandleForReading.availableData
      try #require(!data.isEmpty, "the program ended: \(text)")
      text += String(decoding: data, as: UTF8.self)
    }
    return text
  }

  var isRunning: Bool { process.isRunning }

  /// Sends SIGTERM.
  func signal() { process.terminate() }

  /// Sends SIGTERM; the exit status.
  func stop() -> Int32 {
    signal()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
