import Foundation
import Testing

@testable import RegistryWeb

/// A program that says what TensorBoard says when it answers, and what a test wants it to do then.
struct FakeTensorBoard {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tensorboard-\(UUID().uuidString)")

    var program: String { folder.appending(path: "tensorboard").path(percentEncoded: false) }
    var settings: TensorBoardSettings { TensorBoardSettings(program: program) }
    private var starts: URL { folder.appending(path: "starts") }

    /// - Parameter script: lines of shell behind the one that notes the start.
    init(_ script: String = Self.answering) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = "#!/bin/sh\necho \"$$ $*\" >> '\(starts.path(percentEncoded: false))'\n\(script)\n"
        try Data(text.utf8).write(to: URL(filePath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    }

    static let answering = "echo 'TensorBoard 2.0.0 at http://127.0.0.1:45678/ (Press CTRL+C to quit)'\nexec sleep 1000"

    /// The process numbers it was started under, the first one first.
    var processes: [pid_t] {
        let text = (try? String(contentsOf: starts, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { $0.split(separator: " ").first.flatMap { pid_t($0) } }
    }

    /// What it was called with the first time.
    var arguments: String { (try? String(contentsOf: starts, encoding: .utf8)) ?? "" }

    /// Waits until something is so, at most ten seconds.
    static func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Whether a process is there and has not ended. (One that nobody has waited for has still a number.)
    static func isAlive(_ process: pid_t) -> Bool {
        let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return kill(process, 0) == 0 && state?.split(separator: " ").dropFirst(2).first != "Z"
    }
}
