import FileStorage
import Foundation
import RegistryTestKit
import Testing

@testable import visual_backend

/// What becomes of work that is told to end by signals: `gc --verify` does some.
@Suite struct StopSignalTests {
    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    /// Writes a content whose bytes are not what its name says, so that a line is said of it.
    private func damagedContent(_ number: Int) throws -> URL {
        let name = String(repeating: "0", count: 58) + String(100_000 + number)
        let file = owned.url.appending(path: "store/objects/content/00/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data([1]).write(to: file)
        return file
    }

    @Test(.timeLimit(.minutes(1)))
    func `work ends that is done for a task that is cancelled`() async {
        let (never, continuation) = AsyncStream.makeStream(of: Void.self)
        let caller = Task {
            // None: signals are the whole process's.
            try await StopSignals.cancelling(on: []) {
                for await _ in never {}
                try Task.checkCancellation()
            }
        }
        caller.cancel()
        await #expect(throws: CancellationError.self) { try await caller.value }
        continuation.finish()
    }

    @Test func `told to end twice, a program ends at once, also one that cannot end by itself`() async throws {
        // More lines than a pipe has room for.
        for number in 0..<600 { _ = try damagedContent(number) }
        let pipe = try FullPipe(at: owned.url.appending(path: "pipe").path(percentEncoded: false))
        let process = Process()
        process.executableURL = try Program.executable()
        process.arguments = ["gc", "store", "--verify"]
        process.currentDirectoryURL = owned.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe.input
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        // From its first line on it listens to signals.
        var text = ""
        try await RunningServer.wait("it says nothing") {
            text += pipe.some()
            return text.contains("DAMAGED")
        }
        // Now it waits for room, which is no end that the first signal could bring about.
        pipe.fill()
        try await RunningServer.wait("it does not end") {
            guard process.isRunning else { return true }
            kill(process.processIdentifier, SIGTERM)
            return false
        }
        process.waitUntilExit()
        // A pipe without a reader would end it, too.
        withExtendedLifetime(pipe) {}
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
    }

    @Test func `signals that were ignored when a program was started stay ignored`() async throws {
        _ = try damagedContent(0)
        // A hole that takes minutes to read, until it is taken away.
        let large = try damagedContent(1)
        let handle = try FileHandle(forWritingTo: large)
        try handle.truncate(atOffset: 400 << 30)
        let end = try await Program.run(
            ["gc", "store", "--verify"], ignoring: [SIGINT, SIGTERM], until: "DAMAGED", in: owned.url
        ) {
            try handle.truncate(atOffset: 1)
        }
        try handle.close()
        #expect(end.code == 65 && end.output.contains("\n2 contents, "), "\(end)")
        #expect(!end.output.contains("Stopped"), "\(end)")
    }
}
