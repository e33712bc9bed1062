// What models cost callers: how long their first sentence takes to the caller's socket, and what a caller hears when
// something goes wrong with them. Run by scripts/bench-models and scripts/model-troubles, in a release build.
import Foundation

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "latency": try await SentenceLatency.measure()
case "troubles": try await TroubleTable.measure(arguments.dropFirst().first ?? "")
default:
  print("usage: model-bench latency | troubles [PART_OF_A_NAME]")
  exit(64)
}
