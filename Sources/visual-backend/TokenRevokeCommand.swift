import ArgumentParser
import Foundation
import RegistryWeb

/// `visual-backend token revoke`: takes a token away from whoever has it.
struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revokes a token. Servers refuse it, and sessions begun with it, within a second.")

    @Argument(help: ArgumentHelp("The token's name or identifier.", valueName: "name-or-id"))
    var token: String

    @OptionGroup var options: TokenOptions

    func run() async throws {
        try await Failure.reporting {
            let revoked = try options.file.revoke(token)
            FileHandle.standardError.write(Data("Token \(revoked.name) (\(revoked.id)) is revoked.\n".utf8))
        }
    }
}
