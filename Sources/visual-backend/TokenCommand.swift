import ArgumentParser

/// `visual-backend token`: makes, lists and revokes the tokens that let somebody in.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Makes, lists and revokes the tokens that the server asks for.",
        discussion: """
            As soon as there is one token, every request needs one, from this machine as well. A server that is running \
            notices each change within a second. Only a digest of a token is kept (SHA-256, which is enough for 32 random \
            bytes): one that is lost cannot be shown again, only revoked.
            """, subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self])
}
