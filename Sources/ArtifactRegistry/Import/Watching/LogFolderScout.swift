import Foundation

/// Looks what kind a folder of logs is of, on a queue of its own: listing folders waits for the disk.
actor LogFolderScout {
    private nonisolated let queue = SerialQueue(label: "kind of a log folder")

    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// The kind of a folder at this moment; `nil` when nothing in it says so yet, or it is not there.
    func kind(of folder: URL) -> LogFolderKind? { LogFolderKind(of: folder) }
}
