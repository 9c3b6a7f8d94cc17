import BenchmarkKit
import Foundation

/// A server that is started as a process, and ended with this value's use.
struct ServedProgram {
    let port: Int
    /// From its start to its first answer.
    let start: Duration

    private let process: Process

    /// Starts a program and waits for its first answer, at most two minutes.
    ///
    /// - Parameters:
    ///   - arguments: Gets the port to listen on.
    ///   - question: What is asked to see whether it is there.
    init(
        _ program: String, environment: [String: String] = [:], log: String, question: String,
        arguments: (_ port: Int) -> [String]
    ) throws {
        port = try Self.freePort()
        process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments(port)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        try Data().write(to: URL(filePath: log))
        let output = try FileHandle(forWritingTo: URL(filePath: log))
        process.standardOutput = output
        process.standardError = output
        let began = ContinuousClock.now
        try process.run()
        while true {
            let isThere = try? Exchange.http(question).make(on: Connection(port: port))
            if isThere != nil { break }
            guard process.isRunning, ContinuousClock.now - began < .seconds(120) else {
                process.terminate()
                let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
                throw WrongAnswer("\(program) does not answer; it said: \(said.suffix(2_000))")
            }
            Thread.sleep(forTimeInterval: 0.002)
        }
        start = .now - began
    }

    /// Ends it and what it started, and waits for that. Kindly does not work: a process that is started on one of the
    /// concurrency's threads begins with these threads' signals blocked.
    func end() {
        // The first one first, so that it starts no others.
        for id in processes() { kill(id, SIGKILL) }
        process.waitUntilExit()
    }

    /// The memory that it and the processes it started have now, in megabytes; `nil` where the system does not tell.
    var memory: Figure? { megabytes("VmRSS:") }

    /// The most memory they ever had, each at its own moment.
    var peakMemory: Figure? { megabytes("VmHWM:") }

    private func megabytes(_ field: String) -> Figure? {
        let sizes = processes().compactMap { id -> Double? in
            guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return nil }
            let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
            return line.flatMap { Double($0.filter(\.isNumber)) }
        }
        return sizes.isEmpty ? nil : .megabytes(sizes.reduce(0, +) / 1_024)
    }

    /// The program's process and those below it.
    private func processes() -> [Int32] {
        var found = [process.processIdentifier]
        var next = 0
        while next < found.count {
            let id = found[next]
            let children = try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)
            found += (children ?? "").split(separator: " ").compactMap { Int32($0) }
            next += 1
        }
        return found
    }

    /// A port that nothing listens on at the moment.
    private static func freePort() throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: 20_000..<30_000)
            if (try? Connection(port: port)) == nil { return port }
        }
        throw WrongAnswer("no free port was found")
    }
}
