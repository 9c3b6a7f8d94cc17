/// Why a program did not do what it was started for.
package struct ProgramFailure: Error, CustomStringConvertible {
    /// How it ended.
    package enum Ending: Equatable, Sendable {
        case notStarted(String)
        case status(Int32)
        case signal(Int32)
    }

    /// The program and its arguments.
    package let command: String
    package let ending: Ending
    /// What it had printed; programs like to say there what is wrong.
    package let output: String

    package var description: String {
        let end =
            switch ending {
            case .notStarted(let reason): "could not be started: \(reason)"
            case .status(let status): "ended with status \(status)"
            case .signal(let signal): "was ended by signal \(signal)"
            }
        return "\"\(command)\" \(end)\(output.isEmpty ? "" : "; it said: \(output)")"
    }
}
