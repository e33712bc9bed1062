import DialogDSL
import Hearing

/// Two flows whose triggers fit the same words equally well are asked about (language.md §6, "Which flow starts").
extension Machine {
  /// - Parameter flows: at least two, in script order.
  mutating func askWhichFlow(_ flows: [Flow]) {
    let words = reading.unusedText
    reading.useAll()
    let question = Question.whichFlow(flows.map(\.name), words: words, former: isAnswered ? nil : dialogue.question)
    pose(question, builtin: "ambiguous_flow", of: nil, shown: flows.map(\.spokenName).listed(with: language.speech.or))
  }

  /// The open question was answered in the same breath.
  private var isAnswered: Bool {
    guard let question = dialogue.question, let filled = question.slot.flatMap({ dialogue.slots[$0] }) else {
      return false
    }
    if case .readBack = question { return filled.isConfirmed }
    return !filled.isGrowing
  }

  /// One of the flows by its triggers, its name or its place; "neither" comes back to the question that was open. Other
  /// words are an answer to that.
  mutating func understandWhichFlow(_ names: [String], words: String, former: Question?) -> Bool {
    let asked = dialogue.question
    dialogue.question = former
    switch chosenFlow(among: names) {
    case .one(let flow, let choosing):
      reading.use(choosing)
      start(flow, hearing: words + " " + reading.unusedText)
      return true
    case .several: break
    case .none:
      let denial = bestMatch(of: language[.noneOfThem])
      denial.map { reading.use($0.words) }
      let answer = readYesNo()
      if denial != nil || answer == false {
        if reading.unusedText.isEmpty || !understand() { dialogue.question = nil }
        isReturning = true
        return true
      }
      // A yes answers neither this question nor the one before.
      if answer == nil, understand() { return true }
    }
    dialogue.question = asked
    return false
  }

  private enum Choosing {
    case one(Flow, words: [Int])
    /// The words fit several of them as before.
    case several
    case none
  }

  private func chosenFlow(among names: [String]) -> Choosing {
    let flows = flowsOnOffer(named: names)
    let matches = flows.compactMap { flow in bestTrigger(of: flow).map { (flow: flow, match: $0) } }
    if let best = matches.map(\.match.weight).max() {
      let fitting = matches.filter { $0.match.weight == best }
      return fitting.count == 1 ? .one(fitting[0].flow, words: fitting[0].match.words) : .several
    }
    let options = recognizeOption(among: flows.map(\.spokenName))
    guard let first = options.first, options.allSatisfy({ $0.index == first.index }) else { return .none }
    return .one(flows[first.index], words: first.words)
  }

  /// Starts the flow as if it alone had fitted the words said first.
  private mutating func start(_ flow: Flow, hearing words: String) {
    reading = Reading(Words(words), language: language)
    guard let match = bestTrigger(of: flow) else { return }
    start(flow, by: match)
  }
}
