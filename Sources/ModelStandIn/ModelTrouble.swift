/// All that can go wrong with a model, one kind at a time: what a server does, and how the script asks it.
///
/// Measurements say what a caller then hears; tests, that it is something.
public struct ModelTrouble: Sendable {
  /// In a few words, for a table.
  public var name: String
  /// What the server replies, one after the other; the last repeats. Empty: there is no server.
  public var replies: [ModelStandIn.Reply]
  /// A second server is there, and well.
  public var hasBackup = false
  /// What the caller says: it decides how the model is asked.
  public var says: Request = .answer

  public enum Request: String, Sendable {
    /// The rungs `understand` and `answer`.
    case answer = "what does a lesson cost"
    /// The step `generate`.
    case generate = "tell me about lessons"
    /// The step `converse`.
    case converse = "I need advice"
    /// A slot of type `model`.
    case slot = "waltzes, and whatever is slow"
  }

  private init(_ name: String, _ replies: ModelStandIn.Reply..., hasBackup: Bool = false, says: Request = .answer) {
    (self.name, self.replies, self.hasBackup, self.says) = (name, replies, hasBackup, says)
  }

  private static let answer = "A lesson costs 40 dollars. A course costs 350 dollars."
  private static let nothing = ModelStandIn.Reply.says(#"{"commands": []}"#)

  public static let all: [ModelTrouble] = [
    ModelTrouble("none", nothing, .says(answer)),
    ModelTrouble("the first word takes 3 s", nothing, .hesitates(.seconds(3), then: .says(answer))),
    ModelTrouble("a word takes 300 ms", nothing, .says(answer, every: .milliseconds(300))),
    ModelTrouble("it takes the request and says nothing", .silent),
    ModelTrouble("it stalls before a sentence is complete", nothing, .stalls(after: "A lesson costs")),
    ModelTrouble("it stalls after a sentence", nothing, .stalls(after: "A lesson costs 40 dollars. A course")),
    ModelTrouble("the stream is cut before a sentence is complete", nothing, .cut(after: "A lesson costs")),
    ModelTrouble("the stream is cut after a sentence", nothing, .cut(after: "A lesson costs 40 dollars. A course")),
    ModelTrouble("its reply reaches the limit of tokens", .tooLong(after: #"{"commands": [{"do": "fi"#)),
    ModelTrouble("JSON that is none", .says(#"{"commands": [{"do""#)),
    ModelTrouble("an event of the stream that is no JSON", .raw([Array("data: {\"choi\n\n".utf8)])),
    ModelTrouble("a reply of over 1 MiB", .says(String(repeating: "blah ", count: 250_000), pieces: 100_000)),
    ModelTrouble("it refuses", .filtered),
    ModelTrouble("it says what has no ground", nothing, .says("A lesson costs 30 dollars.")),
    ModelTrouble("it claims to have done something", nothing, .says("I have booked a lesson for you.")),
    ModelTrouble("429, once, with a hint of 1 s", .status(429, retryAfter: "1"), nothing, .says(answer)),
    ModelTrouble("429, again and again", .status(429)),
    ModelTrouble("429 with a hint of an hour", .status(429, retryAfter: "3600")),
    ModelTrouble("500, once", .status(500), nothing, .says(answer)),
    ModelTrouble("500, again and again", .status(500)),
    ModelTrouble("401", .status(401)),
    ModelTrouble("no server"),
    ModelTrouble("no server, and a backup", hasBackup: true),
    ModelTrouble("it says nothing, and a backup", .silent, hasBackup: true),
    ModelTrouble("`generate`: it says nothing", .silent, says: .generate),
    ModelTrouble("`generate`: it says what has no ground", .says("It costs 30 dollars."), says: .generate),
    ModelTrouble("`converse`: it says nothing", .silent, says: .converse),
    ModelTrouble("`converse`: JSON that is none", .says("Hello!"), says: .converse),
    ModelTrouble("a slot of type `model`: it says nothing", .silent, says: .slot),
  ]

  /// The script that is asked for it.
  ///
  /// - Parameters:
  ///   - server: its URL.
  ///   - settings: further lines of `llm`.
  public static func script(server: String, backup: String?, settings: String = "") -> String {
    let backup = backup.map { ", backup: {provider: openai, url: \"\($0)\", model: other}" } ?? ""
    return """
      dialog: 1
      name: Light Feet
      llm: {provider: openai, url: "\(server)", model: any, hold: {after: 1200ms, any: [One moment., Let me see.]}\(backup)\(settings)}
      knowledge:
        price: A lesson costs 40 dollars. A course costs 350 dollars.
      slots:
        dance: {type: choice, choices: [tango, waltz], prompt: Which dance?}
        taste:
          type: model
          prompt: What do you like?
          schema: {type: object, properties: {slow: {type: boolean}}, required: [slow], additionalProperties: false}
      fallback: [understand, answer, {reprompt: 2}, {end: Please call the desk. Goodbye.}]
      flows:
        main:
          - route: How can I help?
            again: Anything else?
          - end: Goodbye.
        tell:
          triggers: about lessons
          steps:
            - generate: Tell what a lesson is like.
              else: You learn to dance.
        plan:
          triggers: advice
          steps:
            - converse:
                goal: Find the dance that suits.
                collect: dance
                else:
                  - collect: dance
            - say: The {{ dance }} then.
        taste:
          triggers: my taste
          steps:
            - collect: taste
      """
  }
}
