public import Foundation
public import Testing

/// A file system of a few MiB in memory, where the machine lets tests mount one.
public struct SmallVolume {
    /// Where it is mounted.
    public let folder: URL

    /// Whether this machine lets the tests mount a file system.
    public static let isPermitted: Bool = {
        guard let volume = try? SmallVolume(in: FileManager.default.temporaryDirectory, mebibytes: 1) else {
            return false
        }
        volume.remove()
        return true
    }()

    /// Why a test that needs one is left out.
    public static let reason: Comment =
        "needs the right to mount a file system of a few MiB (tmpfs), as root on Linux has it"

    /// Mounts an empty one in a folder.
    public init(in parent: URL, mebibytes: Int) throws {
        folder = parent.appendingPathComponent("volume-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            try Self.run("mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "tmpfs", folder.path)
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    /// Lets nobody write to it any more, or lets them again.
    public func setReadOnly(_ isReadOnly: Bool) throws {
        try Self.run("mount", "-o", "remount,\(isReadOnly ? "ro" : "rw")", folder.path)
    }

    /// Unmounts it, with everything on it.
    public func remove() {
        try? Self.run("umount", "-l", folder.path)
        try? FileManager.default.removeItem(at: folder)
    }

    private struct Failed: Error {}

    private static func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
    }
}
