import Foundation
import RegistryCore

/// Work on large bodies of requests: it takes the processor for a while and does not wait for anything, so that many at once
/// would have all threads, and nobody would be answered, not even who asks whether the server lives.
enum LargeBody {
    /// Bodies of fewer bytes are worked on at once: 32 KiB.
    static let smallest = 32 * 1_024

    /// One processor is left for the others, where there are several.
    private static let turns = Turns(most: ProcessInfo.processInfo.activeProcessorCount - 1)

    /// Does work on a body of so many bytes, when its turn comes if these are many.
    ///
    /// - Throws: what the work throws; `CancellationError` when the task is cancelled.
    static func work<Result>(on bytes: Int, _ work: () throws -> Result) async throws -> Result {
        guard bytes >= smallest else { return try work() }
        let turn = try await turns.take()
        defer { withExtendedLifetime(turn) {} }
        return try work()
    }

    /// The JSON object of a body; an empty one of a body without content.
    static func document(_ bytes: [UInt8]) async throws -> Document {
        guard !bytes.isEmpty else { return [:] }
        return try await work(on: bytes.count) { try Document(json: bytes) }
    }
}
