import ArgumentParser
import RegistryCore
import RegistryWeb

/// `visual-backend token list`: what is known of the tokens.
struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints each token's identifier, name, role and times; never a token.")

    @OptionGroup var options: TokenOptions

    func run() async throws {
        try await Failure.reporting {
            let tokens = try options.file.tokens()
            guard !tokens.isEmpty else { return print("There are no tokens in \(TextTable.plain(options.path)).") }
            let now = WallTime.now
            print(
                TextTable(
                    records: tokens.map { token in
                        [
                            "id": .string(token.id), "name": .string(token.name), "role": .string(token.role.rawValue),
                            "created": .string(token.created.description),
                            "expires": .string(
                                token.expires.map { token.isExpired(at: now) ? "\($0), expired" : "\($0)" } ?? "never"),
                        ]
                    }
                ).text)
        }
    }
}
