import ArgumentParser
import Foundation

/// What a victim does that has logged all its records.
enum VictimEnding: String, ExpressibleByArgument, CaseIterable {
    /// It closes its logger.
    case close
    /// It says so, and waits for a signal.
    case wait
    /// Its training throws an error.
    case `throw`
}

/// The error that a victim throws.
struct VictimError: LocalizedError {
    var message: String

    var errorDescription: String? { message }
}
