import Foundation

/// The trackers' own packages, in `.venv-trackers`.
enum RealTrackers {
    /// A tracker did not do what it should.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let python = root.appending(path: ".venv-trackers/bin/python").path

    /// Why they cannot be used here; `nil` when they can.
    static let absence: String? =
        ProcessInfo.processInfo.environment["TRACKER_TESTS"] == nil
        ? "not run: make test-trackers runs it"
        : FileManager.default.isExecutableFile(atPath: python) ? nil : "not run: there is no \(python)"

    /// Whether a package is there: one that does not install is left out.
    static func has(_ package: String) -> Bool { (try? run(["-c", "import \(package)"])) != nil }

    /// Makes a run in a folder, or in the database of a URL.
    static func makeRun(_ tracker: String, in folder: URL, url: String? = nil) throws {
        try run(
            [root.appending(path: "scripts/make_tracker_run.py").path, tracker, folder.path] + (url.map { [$0] } ?? []))
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(arguments.joined(separator: " ")) failed; its standard error says why")
        }
    }
}
