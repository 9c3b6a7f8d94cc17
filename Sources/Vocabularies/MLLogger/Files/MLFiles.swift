import FileStorage
import Foundation
public import RegistryCore
import TrainingLog

/// Files of a run: data, texts, images, sounds, videos and charts. They lie in the run's folder `files` under their names, and the
/// registry has a record of each.
///
/// ```swift
/// experiment.files.save(["accuracy": 0.95], "result.json")
/// try experiment.files("checkpoints").save(bytes: weights, "model_epoch_10.bin")
/// let weights = try await experiment.files.load("checkpoints/model_epoch_10.bin")
/// ```
///
/// Saving never throws: a name that is none, or data that cannot be written, is refused, which `LoggerConfiguration.onProblem` is told with
/// a typed error, and so is more than `LoggedFile.largest` bytes (1,000 MiB): what is saved can be loaded. A file that is saved again takes the
/// place of the other. Where no step is given, it is that of the scope, or none.
public struct MLFiles: Sendable {
    let logger: Logger
    let saved: SavedFiles
    /// Where they lie beside the disk.
    let stored: StoredFiles?
    let prefix: String

    init(logger: Logger, saved: SavedFiles? = nil, stored: StoredFiles? = nil, prefix: String = "") {
        self.logger = logger
        self.saved = saved ?? SavedFiles(of: logger)
        self.stored = stored
        self.prefix = prefix
    }

    /// The files of a namespace: those in a folder of this name. Namespaces may lie in others.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a namespace that is empty, has `/` at an end or twice in a row,
    ///   `.` or `..` between them, a control character, or more than 1,024 bytes.
    public func callAsFunction(_ namespace: String) throws(RegistryError) -> MLFiles {
        try Namespace.check(namespace, of: .files)
        return MLFiles(logger: logger, saved: saved, stored: stored, prefix: prefix + namespace + "/")
    }

    // MARK: Saving

    /// Saves bytes as they are: a checkpoint, a file of any format.
    ///
    /// - Parameters:
    ///   - fileType: The kind of file in your words, `weights`. Default: what the name's ending says.
    public func save(bytes: [UInt8], _ fileName: String, fileType: String? = nil, step: Step? = nil) {
        keep(bytes, fileName, fileType: fileType, step: step)
    }

    /// Saves a value as JSON, with its names in order. Bytes (`Data`, `[UInt8]`) are saved as they are.
    public func save(_ value: some Encodable, _ fileName: String, fileType: String? = nil, step: Step? = nil) {
        guard logger.isEnabled else { return }
        if let bytes = Self.bytes(of: value) { return save(bytes: bytes, fileName, fileType: fileType, step: step) }
        do {
            let bytes = try Logger.json(of: value, for: prefix + fileName)
            keep(bytes, fileName, fileType: fileType, contentType: "application/json", step: step)
        } catch {
            logger.refuse(error)
        }
    }

    /// Saves a part of a list of bytes as it is.
    public func save(_ bytes: ArraySlice<UInt8>, _ fileName: String, fileType: String? = nil, step: Step? = nil) {
        save(bytes: Array(bytes), fileName, fileType: fileType, step: step)
    }

    /// Saves a text.
    public func saveText(_ text: String, _ fileName: String, step: Step? = nil) {
        let kind = FileKind(ofName: fileName)
        keep(
            Array(text.utf8), fileName, fileType: kind.type == "text" ? nil : "text",
            contentType: kind.contentType ?? "text/plain",
            step: step)
    }

    /// Saves what another file holds now.
    public func saveFile(_ path: String, _ fileName: String, fileType: String? = nil, step: Step? = nil) {
        guard logger.isEnabled else { return }
        do {
            keep(try Logger.contents(of: path), fileName, fileType: fileType, step: step)
        } catch {
            logger.refuse(error)
        }
    }

    /// Keeps a file under its whole name.
    ///
    /// - Returns: Whether the journal has it.
    @discardableResult
    func keep(
        _ bytes: [UInt8], _ fileName: String, fileType: String? = nil, contentType: String? = nil, step: Step? = nil
    ) -> Bool {
        let name = prefix + fileName
        let sequence = logger.keepFile(
            name, bytes: bytes, fileType: fileType, contentType: contentType,
            step: step ?? StepScope.current(of: logger))
        // What the journal has not never arrives.
        guard let sequence else { return false }
        saved.note(name, sequence: sequence)
        return true
    }

    // MARK: Reading

    /// What a file holds: one of this run, or of an earlier one in the same folder. One that was just saved is waited for. What this machine has not is
    /// read from the bucket, when the logger has one.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such file, `invalidArgument` for a name that is none, `unavailable`
    ///   when one that was saved cannot be put on the disk now, which is said at once, with the reason, `timedOut` when it has not arrived after
    ///   30 seconds for another; what the sink that refused it says; what the bucket says; `CancellationError`.
    public func load(_ fileName: String) async throws -> [UInt8] {
        saved.settle(prefix + fileName)
        return try await contents(of: fileName)
    }

    /// What a file holds, without asking first for what is about to be saved under its name.
    func contents(of fileName: String) async throws -> [UInt8] {
        let name = prefix + fileName
        try LoggedFile.check(name)
        guard let path = logger.filePath(of: name) else { throw Self.missing(name) }
        try await saved.waitForArrival(of: name, at: path)
        do {
            return try Logger.contents(of: path)
        } catch let error where error.code == .notFound {
            guard let stored else { throw Self.missing(name) }
            return try await stored.store.read(try stored.key(of: name), atMost: LoggedFile.largest)
        }
    }

    /// The bytes of a value that is nothing else; `nil` for any other, also for an empty list of other things.
    static func bytes(of value: some Encodable) -> [UInt8]? {
        switch value {
        case let data as Data: [UInt8](data)
        case let list as ContiguousArray<UInt8>: Array(list)
        // An empty list of anything can be taken for one of bytes.
        case let list as [UInt8] where !list.isEmpty || type(of: value) == [UInt8].self: list
        default: nil
        }
    }

    /// A value that was saved as JSON.
    ///
    /// - Throws: As ``load(_:)``; `corruptData` for a file that holds something else.
    public func load<Content: Decodable>(_ type: Content.Type, _ fileName: String) async throws -> Content {
        try JSONContent.decode(type, try await load(fileName), of: prefix + fileName)
    }

    /// A text that was saved.
    ///
    /// - Throws: As ``load(_:)``; `corruptData` for a file that is no UTF-8.
    public func loadText(_ fileName: String) async throws -> String {
        guard let text = String(validating: try await load(fileName), as: UTF8.self) else {
            throw RegistryError(.corruptData, "\(prefix + fileName) is no text: it is not UTF-8.")
        }
        return text
    }

    /// Whether there is a file of this name on this machine, or one that was saved and is on its way.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none.
    public func exists(_ fileName: String) throws(RegistryError) -> Bool {
        let name = prefix + fileName
        try LoggedFile.check(name)
        return saved.has(name) || logger.hasFile(name)
    }

    /// The names of all files of the namespace on this machine, in order, also of those that are on their way.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when the folder cannot be read.
    public func list() throws(RegistryError) -> [String] {
        let names = try allNames()
        // By bytes: the first character of a name may be one with the `/` before it.
        return names.filter { $0.utf8.starts(with: prefix.utf8) }
            .map { String(decoding: $0.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) }.sorted()
    }

    /// The whole names of all files of the run on this machine.
    func allNames() throws(RegistryError) -> Set<String> { Set(try logger.fileNames()).union(saved.names) }

    /// The names of all files of the namespace in the logger's bucket, in order; without a bucket those on this machine.
    ///
    /// - Throws: ``RegistryError`` as the bucket says; `CancellationError`.
    public func listStored() async throws -> [String] {
        guard let stored else { return try list() }
        return try await stored.names(prefix: prefix)
    }

    private static func missing(_ name: String) -> RegistryError {
        RegistryError(.notFound, "There is no file \(String(name.debugDescription.prefix(200))) of this run.")
    }
}
