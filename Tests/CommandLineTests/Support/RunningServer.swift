import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `visual-backend serve` as a user starts it, on a free port, until it is told to end or killed.
final class RunningServer {
    private let process = Process()
    private let output: URL
    private let errors: URL
    private(set) var address = ""

    /// Starts it in a folder and waits until it says where it answers.
    ///
    /// - Parameter arguments: those behind `serve`, beside `--port 0`.
    init(_ arguments: [String], environment: [String: String] = [:], in folder: URL) async throws {
        output = folder.appending(path: UUID().uuidString)
        errors = folder.appending(path: UUID().uuidString)
        for file in [output, errors] { try Data().write(to: file) }
        process.executableURL = try Program.executable()
        process.arguments = ["serve", "--port", "0"] + arguments
        process.currentDirectoryURL = folder
        var all = ["LOGGERANDVIEWER_TOKENS": folder.appending(path: "no-tokens").path(percentEncoded: false)]
        all.merge(environment) { $1 }
        process.environment = ProcessInfo.processInfo.environment.merging(all) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try await Self.wait("the server does not start: \(errorText)") { [output] in
            try String(contentsOf: output, encoding: .utf8).contains("Serving")
        }
        let text = try String(contentsOf: output, encoding: .utf8)
        address = try #require(text.firstMatch(of: /http:\/\/[0-9.]+:[0-9]+/).map { String($0.output) })
    }

    deinit { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }

    /// What it has written to standard error.
    var errorText: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    /// What it has written to standard output.
    var outputText: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

    /// What an address answers, and its status.
    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> (status: Int, text: String) {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    /// Tells it to end, and waits for that.
    func end() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Kills it, so that it can do nothing any more.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits until something is so, at most 20 seconds.
    static func wait(_ failure: @autoclosure () -> String, until condition: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while try !condition() {
            try #require(ContinuousClock.now < deadline, "\(failure())")
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
