import Foundation

/// A tracker's own package in `.venv-trackers`.
enum OfflinePackage {
    static let python = WandBProgram.root.appending(path: ".venv-trackers/bin/python").path

    /// Why a package cannot be used here; `nil` when it can.
    static func absence(of package: String) -> String? {
        guard ProcessInfo.processInfo.environment["TRACKER_TESTS"] != nil else {
            return "not run: make test-trackers runs it"
        }
        let libraries = WandBProgram.root.appending(path: ".venv-trackers/lib").path
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries)) ?? []
        let isThere = versions.contains {
            FileManager.default.fileExists(atPath: "\(libraries)/\($0)/site-packages/\(package)/__init__.py")
        }
        return isThere ? nil : "not run: .venv-trackers has no \(package)"
    }

    /// What one of the scripts writes to standard output.
    static func run(_ script: String, _ arguments: [String]) throws -> String {
        try WandBProgram.run(python, [WandBProgram.root.appending(path: "scripts/\(script)").path] + arguments)
    }
}
