import ChildPrograms
import Dispatch
import FileFaults
import Foundation

/// One run of ffmpeg that is fed with frames.
struct FFmpegCall: Sendable {
    let program: String
    let arguments: [String]
    /// Ends the program when it is raised.
    let cancellation: CancellationFlag

    /// How much of the end of what it says is kept.
    private static let mostSaid = 4_096
    /// How long is waited for the program to take or say something before the flag is looked at.
    private static let lookInMilliseconds: Int32 = 20

    /// Runs the program until it has ended. Blocks the thread.
    ///
    /// - Parameter bytes: Gives each frame's bytes by its number, and `nil` after the last one.
    /// - Throws: `CancellationError`, a `MediaError` with `programFailed`, or what `bytes` throws; the program is at its end then, too.
    func run(_ bytes: (Int) throws -> [UInt8]?) throws {
        guard var input = InputPipe(), var errors = OutputPipe() else {
            throw MediaError(.programFailed, "ffmpeg cannot be started: this process has no file descriptors left")
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        // It needs to find libraries and folders for temporary files, and no more.
        process.environment = ProcessInfo.processInfo.environment.filter {
            ["HOME", "LD_LIBRARY_PATH", "PATH", "TMPDIR"].contains($0.key)
        }
        process.standardInput = FileHandle(fileDescriptor: input.descriptorForReading, closeOnDealloc: false)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(fileDescriptor: errors.descriptorForWriting, closeOnDealloc: false)
        let end = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in end.signal() }
        do {
            try process.run()
        } catch {
            throw MediaError(.programFailed, "\(program) cannot be run: \(FileFault.reason(of: error))")
        }
        input.closeReadEnd()
        errors.closeWriteEnd()
        var said: [UInt8] = []
        do {
            var number = 0
            feeding: while let frame = try bytes(number) {
                number += 1
                var written = 0
                while written < frame.count {
                    try checkCancellation()
                    listen(errors, &said)
                    switch frame.withUnsafeBytes({
                        input.write(.init(rebasing: $0[written...]), waitingMilliseconds: Self.lookInMilliseconds)
                    }) {
                    case .written(let count): written += count
                    case .nothingYet: break
                    // It has failed, and says why.
                    case .closed: break feeding
                    }
                }
            }
            input.closeWriteEnd()
            while end.wait(timeout: .now() + .milliseconds(Int(Self.lookInMilliseconds))) == .timedOut {
                try checkCancellation()
                listen(errors, &said)
            }
        } catch {
            ProgramSignal.kill(process.processIdentifier)
            throw error
        }
        listen(errors, &said)
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw MediaError(
                .programFailed, "ffmpeg has made no video (\(status(of: process))): \(FFmpegCall.text(said))")
        }
    }

    private func checkCancellation() throws {
        if cancellation.isCancelled { throw CancellationError() }
    }

    /// Takes what was said, without waiting; only the newest is kept.
    private func listen(_ errors: borrowing OutputPipe, _ said: inout [UInt8]) {
        while case .bytes(let bytes) = errors.read(waitingMilliseconds: 0) {
            said += bytes
            if said.count > Self.mostSaid { said.removeFirst(said.count - Self.mostSaid) }
        }
    }

    private func status(of process: Process) -> String {
        process.terminationReason == .exit
            ? "status \(process.terminationStatus)" : "ended by signal \(process.terminationStatus)"
    }

    private static func text(_ said: [UInt8]) -> String {
        let text = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? "it does not say why" : text
    }
}
