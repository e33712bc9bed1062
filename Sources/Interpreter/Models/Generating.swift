import DialogDSL
import Hearing

/// `generate`: a model words a line of the script; where it cannot, the script's own words are said (language.md §5.1).
extension Machine {
  mutating func generate(_ generate: Generate, at step: Step) -> Progress {
    guard mayAskModel else {
      say(generate.otherwise)
      trace.branch(step.id, .otherwise)
      return .next
    }
    switch consult(generateRequest(generate, at: step), at: .generate(step.id)) {
    case .waits: return .rest
    case .helped: trace.branch(step.id, .succeeded)
    case .passed:
      say(generate.otherwise)
      trace.branch(step.id, .otherwise)
    }
    return .next
  }

  /// The reply has ended.
  mutating func finishGenerating(_ step: Step, _ consulted: Consulted) {
    guard case .generate(let generate) = step.kind else { preconditionFailure("\(step.path) generates nothing") }
    if case .passed = consulted { say(generate.otherwise) }
    if case .helped = consulted {
      trace.branch(step.id, .succeeded)
    } else {
      trace.branch(step.id, .otherwise)
    }
    advance(to: step.next)
  }

  func speechRules(of generate: Generate) -> SpeechRules {
    let keep = kept(by: generate)
    let instruction = render(generate.instruction, as: .spoken)
    return SpeechRules(
      sentences: sentences(of: generate, keeping: keep), knowledge: knowledge(of: generate),
      told: masked(([instruction] + keep).joined(separator: ". ")), keep: keep, mayAsk: false)
  }

  /// Beside texts that are sentences of their own there is room for one more.
  private func sentences(of generate: Generate, keeping keep: [String]) -> Int {
    let own = keep.count { $0.last.map { ".!?".contains($0) } ?? false }
    return max(generate.sentences ?? script.speechGuard.sentences, own + 1)
  }

  private func kept(by generate: Generate) -> [String] {
    generate.keep.map { render($0, as: .spoken).withSingleSpaces }.filter { !$0.isEmpty }
  }

  private func knowledge(of generate: Generate) -> [KnowledgeEntry] {
    guard let names = generate.knowledge else { return script.knowledge }
    return script.knowledge.filter { names.contains($0.name) }
  }

  private func generateRequest(_ generate: Generate, at step: Step) -> ModelRequest {
    let keep = kept(by: generate)
    let sentences = sentences(of: generate, keeping: keep)
    var message: [String: Value] = [
      "say": .text(masked(render(generate.instruction, as: .spoken))), "talk": talkForModels,
    ]
    if !keep.isEmpty { message["keep"] = .list(keep.map { .text(masked($0)) }) }
    var instructions = """
      \(speakerInstructions)
      Say what `say` asks for, in \(sentences) sentence(s) at most, and nothing else. Texts under `keep` must stand in what \
      you say, letter by letter. Add no number, day, name or amount of your own. Do not ask anything back.
      """
    let facts = knowledge(of: generate)
    if !facts.isEmpty { instructions += "\nFacts:\n" + listed(facts) }
    return request(
      .generate, at: step.path, instructions: instructions, message, maxTokens: maxSpeechTokens(sentences: sentences))
  }
}
