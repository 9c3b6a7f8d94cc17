import ArgumentParser

/// Which records a command prints, and how.
struct RecordOptions: ParsableArguments {
    // Without a condition on what follows, here and below: -1 is a number, and -MSE a field to sort by, not an option.
    @Option(parsing: .unconditional, help: ArgumentHelp("The condition. Default: all.", valueName: "expression"))
    var filter: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Fields to sort by, separated by commas; a minus in front puts the largest first.", valueName: "fields"))
    var sort: String?

    @Option(parsing: .unconditional, help: "At most so many.")
    var limit = 50

    @Flag(help: "Prints each with all that is known of it as one line of JSON.")
    var json = false

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit is a number from 1.") }
    }
}
