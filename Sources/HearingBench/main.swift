// What hearing costs: time per utterance and slot type over a folder of reader cases, a whole turn with ten open slots,
// memory over a long call, and growth with hostile input. Run by scripts/bench-hearing, in a release build.
import Foundation

guard CommandLine.arguments.count == 2 else {
  print("usage: hearing-bench FOLDER_OF_READER_CASES")
  exit(64)
}
try RecognizerCost.measure(folder: CommandLine.arguments[1])
try TurnCost.measure()
HostileCost.measure()
