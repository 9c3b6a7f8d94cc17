import Foundation
import Testing

/// A file system that can be stopped: calls that write to it do not return until it goes on, as those to a server that
/// is silent do not.
struct FrozenVolume {
    private let folder: String
    private let image: String

    /// Whether this machine lets the tests mount and freeze a file system.
    static let isPermitted: Bool = {
        let folder = NSTemporaryDirectory() + "frozen-\(UUID().uuidString)"
        guard let volume = try? FrozenVolume(at: folder) else { return false }
        defer {
            volume.remove()
            try? FileManager.default.removeItem(atPath: folder)
        }
        guard (try? volume.freeze()) != nil else { return false }
        volume.thaw()
        return true
    }()

    /// Why a test that needs one is left out.
    static let reason: Comment =
        "needs the right to mount a file system from a file and to freeze it, as root on Linux has it"

    /// Mounts an empty one at a path.
    init(at path: String, mebibytes: Int = 64) throws {
        folder = path
        image = path + ".image"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.run(
            "truncate -s \(mebibytes)M '\(image)' && mkfs.ext4 -q '\(image)' && mount -o loop '\(image)' '\(path)'")
    }

    /// Stops it. It goes on by itself after half a minute: a test that fails must leave nothing that hangs for ever.
    func freeze() throws {
        try Self.run("fsfreeze -f '\(folder)'")
        _ = try Self.begin("sleep 30; fsfreeze -u '\(folder)'")
    }

    /// Lets it go on.
    func thaw() { try? Self.run("fsfreeze -u '\(folder)'") }

    /// Unmounts it, with everything on it.
    func remove() {
        thaw()
        try? Self.run("umount -l '\(folder)'; rm -f '\(image)'")
    }

    private struct Failed: Error {}

    private static func run(_ script: String) throws {
        let process = try begin(script)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
    }

    private static func begin(_ script: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
