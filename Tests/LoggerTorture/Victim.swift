import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process that logs.
struct Victim {
    private let process = Process()
    private let output = Pipe()

    init(place: String, durability: PromisedDurability, first: Int) throws {
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = [
            "log", "--folder", place + "/logs", "--store", "sqlite:\(place)/registry.sqlite", "--durability",
            durability.rawValue, "--first", "\(first)",
        ]
        process.standardOutput = output
        process.standardError = FileHandle.standardError
        // All may be killed before they come to make the folder, and it is looked through afterwards.
        try FileManager.default.createDirectory(atPath: place + "/logs", withIntermediateDirectories: true)
        try process.run()
    }

    /// Kills it as a power switch would, and says what it had acknowledged last.
    func kill() -> Int? {
        #if canImport(Glibc)
            Glibc.kill(process.processIdentifier, SIGKILL)
        #elseif canImport(Musl)
            Musl.kill(process.processIdentifier, SIGKILL)
        #else
            Darwin.kill(process.processIdentifier, SIGKILL)
        #endif
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // The MongoDB driver's counters, which it removes itself when it is not killed.
        try? FileManager.default.removeItem(atPath: "/dev/shm/mongoc-\(process.processIdentifier)")
        // What stands behind the last line end was cut with the process.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().last.flatMap { Int($0) }
    }
}
