import ArgumentParser
import Foundation

/// What every victim is told: where it logs, and which numbers.
struct NumberedLogging: ParsableArguments {
    @Option var folder: String
    @Option var first: Int

    @Option(help: "How many numbers are logged. Default: no end.")
    var count: Int?

    @Option(help: "How many milliseconds are between two numbers.")
    var pause = 0

    func validate() throws {
        guard first >= 0, (0...(Int.max - first)).contains(count ?? 0) else {
            throw ValidationError("--first and --count are numbers from 0, and so is their sum.")
        }
    }

    /// Does something with each number, with the pause behind it.
    func forEachNumber(_ body: (Int) throws -> Void) rethrows {
        for number in first..<(count.map { first + $0 } ?? .max) {
            try body(number)
            if pause > 0 { Thread.sleep(forTimeInterval: Double(pause) / 1_000) }
        }
    }
}
