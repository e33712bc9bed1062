import DialogDSL

/// What callers can always say, in the script's own phrases or in common ones.
enum UniversalSpeech {
  static func say(in world: World, _ random: inout SplitMix64) -> String {
    let settings = world.script.universals
    let own = settings.replaced.values.flatMap(\.self) + settings.added.values.flatMap(\.self)
    // In an order of their own: dictionaries have none.
    let phrases = own.sorted { $0.source < $1.source }
    if random.chance(percent: 20), let phrase = random.pick(phrases) {
      return PhraseSpeaker(world: world) { _, _ in nil }.say(phrase, &random)
    }
    return random.pick(common) ?? ""
  }

  private static let common = [
    "can you say that again", "help", "never mind", "can I talk to a person", "goodbye", "start over",
    "hold on, let me get a pen", "go back", "slower please", "can you spell that", "skip that", "what can I say",
    "who are you", "that's all", "thank you",
  ]
}
