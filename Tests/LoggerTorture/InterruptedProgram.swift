import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that sends SIGINT to itself: it survives when it has inherited that the signal is ignored.
enum InterruptedProgram {
    /// `ended by 2`, or what else became of it.
    static func howItEnded() throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "kill -INT $$; exit 0"]
        HandledSignal.unblock(SIGINT)
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? "ended by \(process.terminationStatus)" : "survived"
    }
}
