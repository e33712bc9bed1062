import ArgumentParser
import CallEngine
import DialogDSL

/// Where a script's tools may be, for the commands that run them for real (language.md §8).
struct ToolOptions: ParsableArguments {
  @Flag(help: "Let tools reach this machine and its network; otherwise they reach public addresses only.")
  var allowPrivateTools = false

  var runner: HTTPTools { HTTPTools(allowsPrivate: allowPrivateTools) }

  /// The tools that can be seen to be refused, in a sentence; nil: there are none.
  func refusal(in script: Script) -> String? {
    if allowPrivateTools { return nil }
    let refused = script.tools.values.filter { PrivateAddress.isNamed(in: $0.url.literalStart) }.map(\.name).sorted()
    if refused.isEmpty { return nil }
    let names = refused.map { "`\($0)`" }.joined(separator: ", ")
    return "on this machine or in its network, where tools may not be without --allow-private-tools: \(names)"
  }
}

extension Template {
  /// What stands before the first value.
  fileprivate var literalStart: String {
    var text = ""
    for case .text(let part) in parts.prefix(while: { if case .text = $0 { true } else { false } }) { text += part }
    return text
  }
}
