import DialogDSL
import Hearing
import Interpreter
import Testing

@testable import DialogTesting

/// What each perturbation makes of a line, over all that it may draw.
@Suite struct PerturbationTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var perturbation: Perturbation
    var script: String
    /// The last line is the one that changes.
    var talk: [String]
    /// Among what it becomes.
    var gives: Set<String>
    /// Never among it.
    var never: Set<String> = []
    /// Nothing else than `gives`.
    var isAll = false

    var testDescription: String { "\(perturbation.rawValue): \(talk.last ?? "")" }
  }

  static let rows: [Row] = [
    Row(
      perturbation: .fillers, script: "errands", talk: ["book two on friday"],
      gives: ["um book two on friday", "book uh two on friday", "book two on friday you know"],
      never: ["book two on um friday", "book two on uh friday"]),
    Row(
      perturbation: .fillers, script: "errands", talk: ["pay", "nine seven two oh one"],
      gives: ["nine seven um two oh one", "nine seven two oh uh one"]),
    Row(
      perturbation: .fillers, script: "errands", talk: ["remark", "friday", "we come by bike"], gives: [], isAll: true),
    Row(
      perturbation: .noPunctuation, script: "errands", talk: ["Book two, on Friday."],
      gives: ["book two on friday", "Book two on Friday", "book two, on friday."], isAll: true),
    Row(perturbation: .noPunctuation, script: "errands", talk: ["book two on friday"], gives: [], isAll: true),
    Row(
      perturbation: .noPunctuation, script: "table", talk: ["book a table", "Ann, for eight"],
      gives: ["ann, for eight"], isAll: true),
    Row(
      perturbation: .digitStyle, script: "errands", talk: ["book two on march twelfth"],
      gives: ["book 2 on march 12th"], isAll: true),
    Row(
      perturbation: .digitStyle, script: "errands", talk: ["pay", "nine seven two oh one"],
      gives: ["97201", "9 7 2 0 1", "972 01", "9720 1"], isAll: true),
    Row(
      perturbation: .digitStyle, script: "errands", talk: ["pay", "97201"], gives: ["nine seven two zero one"],
      isAll: true),
    Row(
      perturbation: .digitStyle, script: "errands", talk: ["pay", "double um five one two three"],
      gives: ["double um five 123", "double um five 1 2 3"], never: ["double um 5123"]),
    Row(
      perturbation: .digitStyle, script: "table", talk: ["book a table for two tomorrow at seven thirty"],
      gives: ["book a table for 2 tomorrow at 7:30"], isAll: true),
    Row(
      perturbation: .digitStyle, script: "table", talk: ["book a table for 2 tomorrow at 7:30"],
      gives: ["book a table for two tomorrow at seven thirty"], isAll: true),
    Row(
      perturbation: .digitStyle, script: "table", talk: ["where can we sit", "the second one"], gives: [], isAll: true),
    Row(
      perturbation: .selfRepair, script: "errands", talk: ["order", "two", "large please"],
      gives: ["small, no, large please", "small no sorry large please", "small, I mean large please"]),
    Row(
      perturbation: .selfRepair, script: "errands", talk: ["book", "two", "on friday"],
      gives: ["on monday, no, on friday", "on thursday, sorry, on friday"], never: ["on friday, no, on friday"]),
    Row(
      perturbation: .selfRepair, script: "errands", talk: ["pay", "nine seven two oh one"],
      gives: ["nine seven two oh two, no, nine seven two oh one"]),
    Row(
      perturbation: .selfRepair, script: "errands", talk: ["book two on friday", "no, three"], gives: [], isAll: true),
    Row(
      perturbation: .selfRepair, script: "table", talk: ["where can we sit", "on the patio"], gives: [], isAll: true),
    Row(
      perturbation: .confirmWords, script: "errands", talk: ["book two on friday", "yes"],
      gives: ["that's right", "correct", "yep", "Yes."], never: ["yes", "no", "of course"]),
    Row(
      perturbation: .confirmWords, script: "errands", talk: ["order two small", "no"],
      gives: ["not really", "nope", "no thanks"], never: ["that's wrong", "yes"]),
    Row(
      perturbation: .confirmWords, script: "errands", talk: ["book two on friday", "yes but make it three"], gives: [],
      isAll: true),
    Row(perturbation: .confirmWords, script: "errands", talk: ["hours", "no"], gives: [], isAll: true),
    Row(
      perturbation: .homophones, script: "errands", talk: ["book", "two"], gives: ["to", "too"], isAll: true),
    Row(
      perturbation: .homophones, script: "errands", talk: ["pay", "two two four oh one"],
      gives: ["two to four oh one", "two too four oh one", "two two for oh one", "two two four oh won"], isAll: true),
    Row(perturbation: .homophones, script: "errands", talk: ["book two on friday"], gives: [], isAll: true),
  ]

  @Test(arguments: rows) func rewrites(row: Row) throws {
    let lines = try SweepFixtures.lines(row.perturbation, script: row.script, talk: row.talk)
    #expect(row.gives.isSubset(of: lines), "\(row.gives.subtracting(lines).sorted()) of \(lines.sorted())")
    #expect(lines.isDisjoint(with: row.never), "\(lines.intersection(row.never).sorted())")
    if row.isAll { #expect(lines == row.gives) }
  }

  @Test func anOverAnswerTakesTheAnswerAwayFromItsQuestion() throws {
    let script = try SweepFixtures.scenarioScript("errands")
    let file = try SweepFixtures.file(
      script: script, talk: "- user: order\n- user: two\n- user: large")
    let base = SweepFixtures.base(file)
    var found: Set<Sweep.Change> = []
    for seed in 0..<50 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      found.formUnion(Perturbation.overAnswer.changes(of: base, file.script, &random))
    }
    let wanted = Sweep.Change(acts: [
      1: [.user("two, large", hearing: .all, goesOn: false)],
      2: [.answers("large", slot: "size", hearing: .all)],
    ])
    #expect(found.contains(wanted), "\(found)")
  }

  @Test func anOverAnswerIsNotGivenToAnotherSlotOfItsKind() throws {
    let talk = "- user: trip\n- user: friday\n- user: sunday"
    let file = try SweepFixtures.file(script: try SweepFixtures.scenarioScript("errands"), talk: talk)
    for seed in 0..<50 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      #expect(Perturbation.overAnswer.changes(of: SweepFixtures.base(file), file.script, &random).isEmpty)
    }
  }

  @Test func anUtteranceIsCutIntoItsBeginnings() throws {
    let found = try SweepFixtures.changes(.splitTurns, script: "errands", talk: ["book two on friday"])
    let everywhere: [Act] = [
      .user("book", hearing: .all, goesOn: true), .revises("book two", goesOn: true),
      .revises("book two on", goesOn: true), .revises("book two on friday", goesOn: false),
    ]
    let once: [Act] = [
      .user("book two", hearing: .all, goesOn: true), .revises("book two on friday", goesOn: false),
    ]
    #expect(found.contains(everywhere))
    #expect(found.contains(once))
    #expect(found.allSatisfy { $0.last == everywhere.last })
  }

  @Test func theQuestionIsCutButHeard() throws {
    let found = try SweepFixtures.changes(.bargeIn, script: "errands", talk: ["book", "two"])
    #expect(found == Set([50, 70, 90].map { [.user("two", hearing: .question(percent: $0), goesOn: false)] }))
  }

  @Test func requestsAreSupersededRepeatedAndBroken() throws {
    let talk = ["book two on friday", "yes"]
    let said = Act.user("yes", hearing: .all, goesOn: true)
    let answered = Act.user("yes", hearing: .all, goesOn: false)
    #expect(
      try SweepFixtures.changes(.staleIDs, script: "errands", talk: talk) == [
        [said, .again(goesOn: false), .late], [said, .announced, .again(goesOn: false), .late],
        [said, .again(goesOn: true), .again(goesOn: false), .late],
        [said, .again(goesOn: true), .announced, .again(goesOn: false), .late],
      ])
    #expect(
      try SweepFixtures.changes(.duplicateRequests, script: "errands", talk: talk) == [
        [answered, .again(goesOn: false)], [answered, .again(goesOn: false), .again(goesOn: false)],
      ])
    #expect(
      try SweepFixtures.changes(.reconnect, script: "errands", talk: talk) == [
        [.reconnect(.elsewhere), answered], [said, .reconnect(.here), .again(goesOn: false)],
        [said, .announced, .reconnect(.here), .again(goesOn: false)],
        [answered, .reconnect(.elsewhere), .again(goesOn: false)],
      ])
  }

  /// `table` reminds twice and then ends the call.
  @Test func remindersStopBeforeTheOneThatEndsTheCall() throws {
    let found = try SweepFixtures.changes(.reminderStorm, script: "table", talk: ["table for two", "Ann Lee"])
    let said = Act.user("Ann Lee", hearing: .all, goesOn: false)
    #expect(found == [[.silence, said], [.silence, .silence, said]])
  }

  @Test func aWritingToolIsAskedForWhileItRuns() throws {
    let script = try SweepFixtures.scenarioScript("errands")
    let file = try SweepFixtures.file(
      script: script, talk: "- user: book two on friday\n- user: yes", stubs: "{write: {slow: 2s, code: K7}}")
    let acts: [Act] = [
      .user("yes", hearing: .all, goesOn: true), .announced, .again(goesOn: false), .late,
    ]
    let played = CallPlay.play(file, PreparedScript(file.script), file.cases[0].talk, replacing: [1: acts])
    #expect(played.result.tools.map(\.tool) == ["write"])
    #expect(played.violations.isEmpty, "\(played.violations)")
  }

  @Test func everyPerturbationSaysWhatItIs() {
    for perturbation in Perturbation.allCases {
      #expect(!perturbation.meaning.isEmpty && !perturbation.need.isEmpty)
    }
    #expect(Set(Perturbation.allCases.map(\.meaning)).count == Perturbation.allCases.count)
  }
}
