import EventFiles
import Foundation
import RegistryCore
import TrackerFiles

/// The folder of one of Neptune's offline runs while it is written: `data-1.log`, `metadata.json`, `last_put_version`,
/// `last_ack_version`, and `upload_path` with what is to be uploaded.
final class NeptuneRunFolder {
    let path: String
    /// The number of the last operation.
    private(set) var version: Int64
    /// The parameters that are set, as parts of their paths.
    private(set) var parameters: Set<[String]> = []
    private let log: LineFile

    /// The most parameters whose names are kept.
    private static let mostParameters = 10_000

    private init(_ path: String, log: LineFile, version: Int64) {
        self.path = path
        self.log = log
        self.version = version
    }

    /// How many bytes of the log are on the disk's file.
    var writtenByteCount: Int { log.writtenByteCount }

    /// The folder of `upload_path`, where the package looks for files that are its own.
    var uploads: String { "\(path)/upload_path" }

    /// Begins a folder: `run__<identifier>__<process>__<random>`, as the package names it.
    static func create(in parent: String, id: String, time: WallTime) throws -> NeptuneRunFolder {
        let digits = String(UInt32.random(in: .min ... .max), radix: 16)
        let random = String(repeating: "0", count: 8 - digits.count) + digits
        let path = "\(parent)/run__\(id)__\(ProcessInfo.processInfo.processIdentifier)__\(random)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let metadata: Document = [
            "mode": "offline", "containerId": .string(id), "containerType": "run", "structureVersion": 3,
            "os": "LoggerAndViewer", "pythonVersion": "-", "neptuneClientVersion": "1.14.0",
            "createdAt": .string(time.description.replacing("Z", with: "+00:00")),
        ]
        try write(PythonJSON.bytes(.document(metadata)), to: "\(path)/metadata.json")
        try write([], to: "\(path)/last_ack_version")
        return NeptuneRunFolder(path, log: try LineFile.create("\(path)/data-1.log"), version: 0)
    }

    /// Goes on with a folder, and cuts what its log has behind a place.
    ///
    /// - Throws: `EventFileError`: `removed`, `truncated`, as ``LineFile/goOn(_:at:)``.
    static func goOn(_ path: String, at byteCount: Int) throws -> NeptuneRunFolder {
        let log = try LineFile.goOn("\(path)/data-1.log", at: byteCount)
        let folder = NeptuneRunFolder(path, log: log, version: 0)
        LineFile.read("\(path)/data-1.log") { line in
            folder.version = max(folder.version, line["version"]?.intValue ?? 0)
            if let operation = line["obj"]?.documentValue { folder.note(operation) }
        }
        return folder
    }

    /// Adds an operation.
    func append(_ type: String, _ path: [String], _ fields: Document = [:], at time: WallTime) {
        version += 1
        var operation: Document = ["type": .string(type), "path": .array(path.map { .string($0) })]
        for (name, value) in fields { operation[name] = value }
        note(operation)
        log.append(
            .document([
                "obj": .document(operation), "version": .int(version), "at": .double(time.secondsSince1970),
            ]))
    }

    /// Writes what was added.
    func flush() throws(EventFileError) { try log.flush() }

    /// Returns when the disk has everything, its names too.
    func synchronize() throws {
        try log.synchronize()
        try Self.write(Array("\(version)\n".utf8), to: "\(path)/last_put_version")
        for folder in [path, path + "/..", uploads] where try PosixFile.status(of: folder) != nil {
            try PosixFile.synchronizeFolder(folder)
        }
    }

    /// Keeps in mind which parameters there are.
    private func note(_ operation: Document) {
        guard let type = operation["type"]?.stringValue,
            let parts = operation["path"]?.arrayValue?.compactMap(\.stringValue),
            parts.first == NeptunePath.parameters
        else { return }
        if type == "DeleteAttribute" {
            parameters.remove(parts)
        } else if parameters.count < Self.mostParameters {
            parameters.insert(parts)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    }
}
