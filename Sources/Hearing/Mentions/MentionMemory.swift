import DialogDSL
import Synchronization

/// What texts that stay the same mention, worked out once a day for each: "tomorrow" moves.
package final class MentionMemory: Sendable {
  private let known = Mutex<(day: CivilDate?, facts: [String: MentionedFacts])>((nil, [:]))

  package init() {}

  package func facts(of text: String, by reader: MentionReader) -> MentionedFacts {
    if let facts = known.withLock({ $0.day == reader.day ? $0.facts[text] : nil }) { return facts }
    var facts = MentionedFacts()
    facts.add(text, by: reader)
    known.withLock { known in
      if known.day != reader.day { known = (reader.day, [:]) }
      known.facts[text] = facts
    }
    return facts
  }
}
