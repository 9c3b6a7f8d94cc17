import ArgumentParser

/// Kills a program that logs again and again, at random moments, and counts what is lost: nothing may be.
@main
struct LoggerTorture: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "LoggerTorture",
        abstract: "Kills a program that logs, at random moments, and counts what is lost.",
        subcommands: [KillCommand.self, LogCommand.self, ForkCommand.self, AutoTimmCommand.self],
        defaultSubcommand: KillCommand.self)
}
