import ChildPrograms
import Dispatch
import Foundation
import Synchronization

/// Another program, run once: without a shell, without input, for a bounded time, with bounded output.
struct ProgramCall: Sendable {
    /// The program's path.
    var executable: String
    /// What it is given.
    var arguments: [String]
    /// All of its environment; nothing is inherited.
    var environment: [String: String]
    /// How long it may take. Then it is killed.
    var timeLimit: Duration
    /// How much output is taken. When it writes more it is killed.
    var outputLimitInBytes: Int
    /// Ends the program early when it is raised.
    var cancellation = CancellationFlag()

    /// How much of standard error is kept.
    static let errorLimitInBytes = 4_096
    /// How long one look at standard output waits; the time limit and the cancellation are looked at between.
    static let lookInMilliseconds: Int32 = 20

    /// Runs the program. Blocks the thread until it has ended, at most as long as the time limit: not for a thread of
    /// Swift's common pool.
    func run() -> ProgramResult {
        let deadline = ContinuousClock.now + timeLimit
        guard timeLimit > .zero else { return ProgramResult(ending: .timedOut) }
        guard var output = OutputPipe(), var errors = OutputPipe() else {
            return ProgramResult(ending: .notStarted(reason: "this process has no file descriptors left"))
        }
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(fileDescriptor: output.descriptorForWriting, closeOnDealloc: false)
        process.standardError = FileHandle(fileDescriptor: errors.descriptorForWriting, closeOnDealloc: false)
        let exit = ExitReport()
        process.terminationHandler = { exit.set($0.terminationReason, $0.terminationStatus) }
        do {
            try process.run()
        } catch {
            return ProgramResult(ending: .notStarted(reason: "\(executable) cannot be run here"))
        }
        output.closeWriteEnd()
        errors.closeWriteEnd()
        var result = ProgramResult(ending: .timedOut)
        result.ending = read(output, errors, of: process.processIdentifier, into: &result, until: exit, deadline)
        if exit.ending == nil { ProgramSignal.kill(process.processIdentifier) }
        return result
    }

    private func read(
        _ output: borrowing OutputPipe, _ errors: borrowing OutputPipe, of processID: Int32,
        into result: inout ProgramResult, until exit: ExitReport, _ deadline: ContinuousClock.Instant
    ) -> ProgramResult.Ending {
        var errorBytes: [UInt8] = []
        var (isOutputOver, hasLeftOthers) = (false, false)
        defer { result.errorText = String(decoding: errorBytes.prefix(Self.errorLimitInBytes), as: UTF8.self) }
        while true {
            // Looked at before the pipes: what the program wrote before it ended is in them now.
            let ending = exit.ending
            let hasEnded = ending != nil || ProgramSignal.hasEnded(processID)
            var hasNews = false
            if !isOutputOver {
                switch output.read(waitingMilliseconds: hasEnded ? 0 : Self.lookInMilliseconds) {
                case .bytes(let bytes):
                    result.output += bytes
                    hasNews = true
                case .nothingYet: break
                case .end: isOutputOver = true
                }
            }
            if case .bytes(let bytes) = errors.read(waitingMilliseconds: 0) {
                if errorBytes.count < Self.errorLimitInBytes { errorBytes += bytes }
                hasNews = true
            }
            if result.output.count > outputLimitInBytes {
                result.output.removeSubrange(outputLimitInBytes...)
                return .cut
            }
            if let ending, isOutputOver || !hasNews { return ending }
            // A program may leave others behind that hold the pipe open; they are not waited for.
            if hasEnded, !hasNews, !hasLeftOthers {
                hasLeftOthers = true
                ProgramSignal.killGroup(of: processID)
            }
            if cancellation.isCancelled || ContinuousClock.now >= deadline {
                // What came since the look is kept too.
                if case .bytes(let bytes) = output.read(waitingMilliseconds: 0) {
                    result.output += bytes.prefix(outputLimitInBytes - result.output.count)
                }
                return cancellation.isCancelled ? .cancelled : .timedOut
            }
            if isOutputOver || hasLeftOthers, ending == nil { exit.wait(milliseconds: Int(Self.lookInMilliseconds)) }
        }
    }

    /// How the program ended, said by Foundation's thread.
    private final class ExitReport: Sendable {
        private let state = Mutex<ProgramResult.Ending?>(nil)
        private let signal = DispatchSemaphore(value: 0)

        var ending: ProgramResult.Ending? { state.withLock { $0 } }

        func set(_ reason: Process.TerminationReason, _ status: Int32) {
            state.withLock { $0 = reason == .exit ? .exited(status) : .crashed(signal: status) }
            signal.signal()
        }

        func wait(milliseconds: Int) { _ = signal.wait(timeout: .now() + .milliseconds(milliseconds)) }
    }
}
