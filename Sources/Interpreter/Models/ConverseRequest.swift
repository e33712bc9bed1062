import DialogDSL
import Hearing

/// What a model that leads is told, and the form of its reply (language.md §5.1, `converse`).
extension Machine {
  func converseRequest(_ converse: Converse, _ conversation: Conversation, at step: Step) -> ModelRequest {
    let hidden = hiddenWords
    let slots = converse.slots.map(script.slot).filter { isVisible($0.name) }
    var filled: [String: Value] = [:]
    for slot in slots {
      if let value = dialogue.slots[slot.name]?.value, !value.isNone {
        filled[slot.name] = .text(value.written(as: slot.valueType))
      }
    }
    let message: [String: Value] = [
      "goal": .text(masked(render(converse.goal, as: .spoken))), "filled": .map(filled),
      "missing": .list(missing(of: converse).filter { isVisible($0.name) }.map { .text($0.name) }),
      "turns_left": .number(converse.turns - conversation.turns),
      "happened": .list(conversation.happened.map(Value.text)), "talk": talkForModels,
      "caller": .text(reading.words.text(hiding: hidden)),
    ]
    var instructions = """
      \(speakerInstructions)
      You lead the talk towards `goal`. The script around you checks everything. Reply with JSON: {"call": TOOL, \
      "commands": [...], "say": TEXT}. The commands are:
      {"do": "fill", "slot": NAME, "words": WORDS}: the caller has given the value of the slot, or another one for it. \
      WORDS are copied from `caller`, letter by letter.
      TOOL is the name of a tool to be run now, or "\(Self.noTool)". It gets its values from the slots.
      TEXT is what you say next: one short question or remark, in \(script.speechGuard.sentences) sentences at most. It is \
      not said when a tool is run.
      Slots:
      """
    instructions += slots.map { "\n" + described($0) }.joined()
    if !converse.tools.isEmpty {
      instructions += "\nTools:" + converse.tools.map { "\n- \($0.tool)" }.joined()
    }
    if !script.knowledge.isEmpty { instructions += "\nFacts:\n" + listed(script.knowledge) }
    let offer = CommandOffer(
      fillable: slots.map(\.name), correctable: [], flows: [], universals: [],
      quotations: Quotations(of: reading.words, hiding: hidden).all)
    return request(
      .converse, at: step.path, instructions: instructions, message,
      schema: offer.schema(besides: [
        "call": .oneOf([Self.noTool] + converse.tools.map(\.tool)), "say": .map(["type": .text("string")]),
      ]),
      maxTokens: Self.mostTurnTokens)
  }

  /// Of a few commands and a line.
  private static let mostTurnTokens = 400
}
