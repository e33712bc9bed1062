import ArgumentParser

@main
struct Dialogrun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dialogrun",
    abstract: "Scripts for voice agents on Retell AI: check them, test them, talk to them, serve them.",
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, TestCommand.self, ExploreCommand.self, DiffCommand.self, ReplayCommand.self, ChatCommand.self,
      ServeCommand.self,
      CallCommand.self, ReadCommand.self,
    ])
}
