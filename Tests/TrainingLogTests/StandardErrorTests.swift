import Foundation
import Testing

@testable import TrainingLog

/// What a problem that is told must not do to the training.
@Suite(.timeLimit(.minutes(5)))
struct StandardErrorTests {
    @Test func `A line is out when the call returns`() throws {
        let pipe = Pipe()
        let lines = StandardErrorLines(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        lines.write("one\n")
        #expect(pipe.fileHandleForReading.availableData == Data("one\n".utf8))
        withExtendedLifetime(pipe) {}
    }

    @Test func `A pipe whose reader has gone does not end the process, and leaves no signal behind`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let lines = StandardErrorLines(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        for _ in 0..<1_000 { lines.write("nobody reads this\n") }
        withExtendedLifetime(pipe) {}
    }

    @Test func `A pipe that nobody empties holds up no call; what there is room for comes when somebody does`() throws {
        let pipe = Pipe()
        let lines = StandardErrorLines(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        // A pipe has room for 64 KiB.
        let text = String(repeating: "x", count: 999) + "\n"
        let count = 2_000
        for _ in 0..<count { lines.write(text) }
        var seen = Data()
        while !seen.suffix(200).contains(Data("could not be shown.\n".utf8)) {
            seen += pipe.fileHandleForReading.availableData
        }
        let read = String(decoding: seen, as: UTF8.self).split(separator: "\n")
        let whole = read.filter { $0.count == 999 }.count
        #expect(whole >= StandardErrorLines.mostWaiting && whole < count)
        #expect(read.last == "LoggerAndViewer: \(count - whole) more problems could not be shown.")
        lines.write("again\n")
        #expect(pipe.fileHandleForReading.availableData == Data("again\n".utf8))
    }
}

extension Data {
    /// Whether these bytes are among them.
    fileprivate func contains(_ bytes: Data) -> Bool { range(of: bytes) != nil }
}
