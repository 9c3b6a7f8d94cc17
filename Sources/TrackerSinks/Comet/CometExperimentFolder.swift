import EventFiles
import Foundation
import RegistryCore
import TrackerFiles

/// The files of an offline experiment while it is written: `messages.json` and assets in a folder, which becomes a zip file of the same
/// name at the end.
final class CometExperimentFolder {
    let path: String
    /// The number of the last message.
    private(set) var messageCount: Int64
    private let messages: LineFile

    private init(_ path: String, messages: LineFile, messageCount: Int64) {
        self.path = path
        self.messages = messages
        self.messageCount = messageCount
    }

    /// How many bytes of messages are on the disk's file.
    var writtenByteCount: Int { messages.writtenByteCount }

    /// Begins a folder of a name that neither a folder nor a zip file has: the key, or the key, `-` and a number.
    static func create(in parent: String, key: String) throws -> CometExperimentFolder {
        for number in 1..<10_000 {
            let path = "\(parent)/\(key)" + (number == 1 ? "" : "-\(number)")
            guard try PosixFile.status(of: path) == nil, try PosixFile.status(of: path + ".zip") == nil else {
                continue
            }
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            return CometExperimentFolder(
                path, messages: try LineFile.create("\(path)/messages.json"), messageCount: 0)
        }
        throw EventFileError(.unwritable, "every name for \(key) in \(parent) is taken")
    }

    /// Goes on with a folder, and cuts what its messages have behind a place. A folder that is a zip file already, as when the process
    /// died before it could note that it had ended, is unpacked again.
    ///
    /// - Throws: `EventFileError`: `removed`, `truncated`, as ``LineFile/goOn(_:at:)``; what unpacking throws.
    static func goOn(_ path: String, at byteCount: Int, messageCount: Int64) throws -> CometExperimentFolder {
        if try PosixFile.status(of: path) == nil, try PosixFile.status(of: path + ".zip") != nil {
            try unpack(path + ".zip", into: path)
        }
        let messages = try LineFile.goOn("\(path)/messages.json", at: byteCount)
        return CometExperimentFolder(path, messages: messages, messageCount: messageCount)
    }

    /// Adds a message.
    func append(_ type: String, _ payload: Document) {
        messageCount += 1
        var payload = payload
        payload["message_id"] = .int(messageCount)
        messages.append(.document(["type": .string(type), "payload": .document(payload)]))
    }

    /// Writes what was added.
    func flush() throws(EventFileError) { try messages.flush() }

    /// Returns when the disk has everything, its names too.
    func synchronize() throws(EventFileError) {
        try messages.synchronize()
        try PosixFile.synchronizeFolder(path)
        try PosixFile.synchronizeFolder(path + "/..")
    }

    /// Makes the zip file, and removes the folder. It can be called again after it threw.
    func pack(_ experiment: Document) throws {
        try synchronize()
        let parent = URL(filePath: path).deletingLastPathComponent().path
        let partial = path + ".zip.partial"
        try? FileManager.default.removeItem(atPath: partial)
        guard let file = try PosixFile.create(partial) else {
            throw EventFileError(.unwritable, "\(partial) is there already")
        }
        let zip = ZipWriter(file)
        try zip.add("experiment.json", PythonJSON.bytes(.document(experiment)))
        try zip.add("messages.json", fileAt: "\(path)/messages.json")
        for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        where name.hasPrefix("asset-") {
            let isCompressed = name.hasSuffix(".png") || name.hasSuffix(".gif")
            try zip.add(name, fileAt: "\(path)/\(name)", isCompressed ? .stored : .deflated)
        }
        try zip.finish()
        try file.synchronize()
        try file.close()
        // A zip file of this name is one that was unpacked again.
        if try PosixFile.status(of: path + ".zip") != nil { try FileManager.default.removeItem(atPath: path + ".zip") }
        try FileManager.default.moveItem(atPath: partial, toPath: path + ".zip")
        // From now on the zip file counts. A folder that is half removed must not be taken for one to go on with.
        let old = path + ".removed"
        try? FileManager.default.removeItem(atPath: old)
        try FileManager.default.moveItem(atPath: path, toPath: old)
        try PosixFile.synchronizeFolder(parent)
        try? FileManager.default.removeItem(atPath: old)
    }

    private static func unpack(_ zipPath: String, into path: String) throws {
        let zip = try ZipReader(zipPath)
        // A folder that is whole has its name; one that is not is made again.
        let partial = path + ".partial"
        try? FileManager.default.removeItem(atPath: partial)
        try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
        for entry in zip.entries where entry.isPlain && !entry.name.contains("/") && entry.name != "experiment.json" {
            guard let file = try PosixFile.create("\(partial)/\(entry.name)") else { continue }
            let stream = try zip.open(entry)
            var bytes = [UInt8](repeating: 0, count: 256 << 10)
            var offset = 0
            while offset < entry.size {
                let count = try stream.read(into: &bytes, from: 0, at: offset)
                guard count > 0 else { break }
                try file.write(Array(bytes[..<count]), at: offset)
                offset += count
            }
            try file.synchronize()
        }
        try FileManager.default.moveItem(atPath: partial, toPath: path)
    }
}
