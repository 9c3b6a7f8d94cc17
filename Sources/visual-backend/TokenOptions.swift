import ArgumentParser
import RegistryWeb

/// Which file holds the tokens.
struct TokenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file of the tokens that let somebody in.",
            discussion: """
                Default: the environment variable LOGGERANDVIEWER_TOKENS, or loggerandviewer/tokens.json in the user's \
                folder of configurations ($XDG_CONFIG_HOME, or ~/.config).
                """, valueName: "file"))
    var tokens: String?

    var path: String { tokens ?? TokenFile.usualPath() }

    var file: TokenFile { TokenFile(path: path) }
}
