import ArgumentParser
import Foundation
import RegistryCore

/// How a command tells that it failed: one sentence on standard error and an exit code of sysexits.h.
enum Failure {
    /// Does the work; errors become the sentence and the code.
    static func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let error as RegistryError {
            report(error.message)
            throw code(of: error)
        } catch is CancellationError {
            throw ExitCode(130)
        }
    }

    /// Writes one line to standard error. Names of others in it say nothing to the terminal.
    static func report(_ message: String) {
        FileHandle.standardError.write(Data("visual-backend: \(TextTable.plain(message))\n".utf8))
    }

    private static func code(of error: RegistryError) -> ExitCode {
        switch error.code {
        case .invalidArgument, .alreadyExists, .unsupported: ExitCode(64)
        case .corruptData: ExitCode(65)
        case .notFound: ExitCode(66)
        case .unavailable: ExitCode(69)
        case .timedOut: ExitCode(75)
        case .accessDenied, .readOnly: ExitCode(77)
        default: ExitCode(70)
        }
    }
}
