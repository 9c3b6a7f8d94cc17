import Foundation
import RegistryCore

/// The files of labels in a run's folder: `<step>/<label>.<extension>`.
///
/// Each is put in its place whole, and is dated when it was logged; the disk keeps it with the next ``synchronize()``. Several runs may
/// have one folder: they write over each other's labels, as lavd's do, and share a label's JSON file without losing what others put into it.
/// What comes late, because its process died, takes the place of nothing that was logged after it.
final class FolderFiles {
    /// Where the files of a label and step are.
    struct Place {
        /// The folder.
        let folder: String
        /// The files' name without extension.
        let name: String
    }

    /// The longest JSON file that is read to be added to.
    private static let longestJSON = 64 << 20

    private let folder: String
    private let owner: String
    private let isRecovery: Bool
    /// The folders of steps, by their numbers: one that is called `1` is not made again as `0001`.
    private var steps: [Step: String]?
    private var made: Set<String> = []
    private var unsaved: Set<String> = []
    private var unsavedFolders: Set<String> = []

    /// - Parameters:
    ///   - owner: A part of the names of files that are being written.
    ///   - isRecovery: What is written comes late: it is of a process that died.
    init(folder: String, owner: String, isRecovery: Bool) {
        self.folder = folder
        self.owner = owner
        self.isRecovery = isRecovery
    }

    /// The place of a label, whatever it is: names that are unfit for files, or would lead out of the folder, are encoded.
    ///
    /// - Throws: ``PermanentFailure`` for a step that has no folder, and for a label without a name.
    func place(_ label: String, _ step: Step?) throws -> Place {
        var names = PathLevels.of(label, omittingEmpty: true).map {
            LabelledFolder.isPlain($0) ? String($0) : SafeFileName.encode(String($0))
        }
        guard let name = names.popLast(), names.count < 64 else {
            throw PermanentFailure(
                RegistryError(.invalidArgument, "What has no name, or is more than 64 deep, has no place in a folder."))
        }
        if let step {
            names.insert(try stepFolder(step), at: 0)
        } else if let first = names.first, LabelledFolder.step(ofFolder: first) != nil {
            // It is of no step.
            names[0] = "%3" + first
        }
        return Place(folder: ([folder] + names).joined(separator: "/"), name: name)
    }

    private func stepFolder(_ step: Step) throws -> String {
        guard let usual = LabelledFolder.folder(of: step) else {
            let fault = LabelledFolder.fault(ofStep: step) ?? "its step \(step) has no folder"
            throw PermanentFailure(RegistryError(.invalidArgument, "What was logged has no folder: \(fault)."))
        }
        if steps == nil {
            var found: [Step: String] = [:]
            for name in try PosixFile.names(inFolder: folder)?.sorted() ?? [] {
                if let number = LabelledFolder.step(ofFolder: name), found[number] == nil { found[number] = name }
            }
            steps = found
        }
        return steps?[step] ?? usual
    }

    /// Whether what was logged at a time comes too late for a file: a later one has the place.
    func isLate(_ time: WallTime, for place: Place, as fileExtension: String) -> Bool {
        guard isRecovery, let there = PosixFile.changeTime(of: path(place, fileExtension)) else { return false }
        return there > time
    }

    /// Puts a file in its place, unless a later one is there.
    ///
    /// - Parameter time: When it was logged.
    /// - Throws: ``PermanentFailure`` when something else has the place: a folder the file's, or a file that of a folder.
    func write(_ bytes: [UInt8], to place: Place, as fileExtension: String, at time: WallTime) throws {
        guard !isLate(time, for: place, as: fileExtension) else { return }
        try put(bytes, place, fileExtension, time)
    }

    private func put(_ bytes: [UInt8], _ place: Place, _ fileExtension: String, _ time: WallTime) throws {
        let path = self.path(place, fileExtension)
        try make(place, for: path)
        do {
            try PosixFile.replace(
                path, with: bytes, owner: owner, permissions: 0o644, changed: time, synchronizes: false)
        } catch {
            if let failure = taken(path) { throw failure }
            guard error.isMissing else { throw error }
            // Somebody removed the folder: the next attempt makes it again.
            made = []
            throw PassingFailure(reason: error)
        }
        unsaved.insert(path)
        unsavedFolders.insert(place.folder)
    }

    /// Makes a place's folder.
    private func make(_ place: Place, for path: String) throws {
        if !made.contains(place.folder) {
            do {
                try FileManager.default.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
            } catch {
                throw taken(path) ?? error
            }
            if made.count < 10_000 { made.insert(place.folder) }
        }
    }

    /// Whether a label's JSON file has a part.
    func has(_ key: String, in place: Place) throws -> Bool { try stored(path(place, "json"))?[key] != nil }

    /// Sets one part of a label's JSON file, and leaves the others; `nil` removes it. A later file keeps the part that it has.
    ///
    /// - Parameter time: When the part was logged.
    /// - Throws: ``PermanentFailure`` when the file that is there cannot be read as JSON: it is somebody's, and is left.
    ///   ``PassingFailure`` while another sink is at work in the place's folder.
    func set(_ key: String, to value: Value?, in place: Place, at time: WallTime) throws {
        let path = self.path(place, "json")
        if value == nil, PosixFile.length(of: path) == nil { return }
        try make(place, for: path)
        let lock = try FolderLock.take(place.folder)
        defer { withExtendedLifetime(lock) {} }
        var document = try stored(path) ?? [:]
        if value == nil, document[key] == nil { return }
        let comesLate = isLate(time, for: place, as: "json")
        guard !comesLate || (value != nil && document[key] == nil) else { return }
        document[key] = value
        guard !document.isEmpty else { return try delete(place, "json") }
        let changed = comesLate ? PosixFile.changeTime(of: path) ?? time : time
        try put(Array(PythonJSON.text(.document(document)).utf8), place, "json", changed)
    }

    private func stored(_ path: String) throws -> Document? {
        // An empty file is what a power failure may leave of one that comes again.
        let content: [UInt8]?
        do { content = try PosixFile.contents(of: path, atMost: Self.longestJSON + 1) } catch {
            throw taken(path) ?? error
        }
        guard let bytes = content, !bytes.isEmpty else { return nil }
        guard bytes.count <= Self.longestJSON, let document = try? Value(pythonJSON: bytes).documentValue else {
            throw PermanentFailure(
                RegistryError(
                    .corruptData, "\(path) is there already, and is no JSON object that can be added to. Move it away.")
            )
        }
        return document
    }

    /// What is thrown when something else has a file's place; `nil` when nothing has.
    private func taken(_ path: String) -> (any Error)? {
        guard PosixFile.isTaken(path, below: folder) else { return nil }
        return PermanentFailure(
            RegistryError(
                .alreadyExists,
                "\(path) cannot be written: a folder has that place, or a file the place of a folder above it. Log it under "
                    + "another label."))
    }

    /// Removes a file, should it be there and be no later one.
    func remove(_ place: Place, _ fileExtension: String, at time: WallTime) throws {
        guard !isLate(time, for: place, as: fileExtension) else { return }
        try delete(place, fileExtension)
    }

    private func delete(_ place: Place, _ fileExtension: String) throws {
        let path = self.path(place, fileExtension)
        do {
            try PosixFile.remove(path)
        } catch {
            guard error.isMissing else { throw error }
            return
        }
        unsaved.remove(path)
        unsavedFolders.insert(place.folder)
    }

    /// Has the disk keep everything that was written.
    func synchronize() throws {
        for path in unsaved.sorted() {
            try Self.unlessRemoved { () throws(SystemError) in try PosixFile(path, .read).synchronize() }
            unsaved.remove(path)
        }
        for folder in unsavedFolders.sorted() {
            try Self.unlessRemoved { () throws(SystemError) in try PosixFile.synchronizeFolders(from: folder) }
            unsavedFolders.remove(folder)
        }
    }

    /// Somebody may have removed what is to be kept: what it held is gone with it, as they wanted.
    private static func unlessRemoved(_ work: () throws(SystemError) -> Void) throws(SystemError) {
        do {
            try work()
        } catch {
            guard error.isMissing else { throw error }
        }
    }

    private func path(_ place: Place, _ fileExtension: String) -> String {
        "\(place.folder)/\(place.name).\(fileExtension)"
    }
}
