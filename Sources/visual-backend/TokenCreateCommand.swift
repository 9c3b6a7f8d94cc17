import ArgumentParser
import Foundation
import RegistryWeb

/// `visual-backend token create`: makes a token and shows it once.
struct TokenCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a token and prints it. It is not shown again.",
        discussion: "The token alone goes to the standard output, all else to the standard error.")

    @Option(
        help: ArgumentHelp(
            "What its holder may do: read; write (log and change as well); admin (delete and restore as well).",
            valueName: "read|write|admin"),
        transform: { text in
            guard let role = AccessRole(rawValue: text) else {
                throw ValidationError("A role is read, write or admin.")
            }
            return role
        })
    var role: AccessRole

    @Option(help: "What it is for, so that it can be told from others. Default: its identifier.")
    var name: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("After how many days it is refused. Default: never.", valueName: "days"))
    var expires: Int?

    @OptionGroup var options: TokenOptions

    func run() async throws {
        try await Failure.reporting {
            let (token, secret) = try options.file.create(role: role, name: name, expiringAfterDays: expires)
            print(secret)
            let end = token.expires.map { "until \($0)" } ?? "until it is revoked"
            let note =
                "Token \(token.name) (\(token.id)) has the role \(token.role.rawValue) \(end). It is not shown again.\n"
                + "Send it as \"Authorization: Bearer TOKEN\", or log in with it at /login.\n"
            FileHandle.standardError.write(Data(note.utf8))
        }
    }
}
