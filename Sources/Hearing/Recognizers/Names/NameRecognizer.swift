import DialogDSL

/// Names of people: "it's Maria Lopez", "send it to Khadija", "Maria, M-A-R-I-A", "last name Smith, first name John".
///
/// What is a name is decided by evidence (`NameEvidence`): the words that lead it in, known names, words that are
/// anything but names, capital letters. It is no closed list: an unknown word behind a strong lead-in, or alone as the
/// answer, is a name too. Spelling beats sound. Unasked, a name needs words that lead it in and looks like one; it ends
/// before the first word that goes on with something else: "my name is Mike and I need a cleaning" is Mike.
struct NameRecognizer: Recognizer {
  /// "Um" between two names takes nothing back: "Maria, um, Lopez".
  private static let single = RepairingRecognizer(base: SaidName(), hesitationRepairs: false, maxGap: 0)

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    // Letters first: "er" is a filler, and two letters of "Jennifer".
    if expectation.isAsked, let spelled = NameReader(utterance, isAsked: true).spelledWhole() { return spelled }
    return Self.single.candidates(in: utterance, expecting: expectation)
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    NameMerger(attempts, expectation).merged().map { [$0] } ?? []
  }
}

/// The name in an utterance, as if nothing in it were taken back.
struct SaidName: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    NameReader(utterance, isAsked: expectation.isAsked).read().map { [$0] } ?? []
  }
}
