import Foundation
import RegistryTestKit

@testable import EventFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A log directory that a test fills.
struct LogFolder {
    private let owner: OwnedFolder

    init() throws { owner = try OwnedFolder() }

    var url: URL { owner.url }

    func write(_ path: String, _ events: [Event]) throws {
        try write(path, bytes: events.flatMap(Samples.record))
    }

    /// As a new file.
    func write(_ path: String, bytes: [UInt8]) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func append(_ path: String, _ bytes: some Sequence<UInt8>) throws {
        let handle = try FileHandle(forWritingTo: url.appending(path: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    /// In place, as the same file.
    func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        let handle = try FileHandle(forWritingTo: url.appending(path: path))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    func move(_ path: String, to other: String) throws {
        guard rename(url.appending(path: path).path, url.appending(path: other).path) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: url.appending(path: path))
    }

    func link(_ path: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: url.appending(path: path).path, withDestinationPath: destination)
    }

    func pipe(_ path: String) throws {
        guard mkfifo(url.appending(path: path).path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
