import FileStorage
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
/// a typed error. A file that is saved again takes the place of the other. Where no step is given, it is that of the scope, or none.
public struct MLFiles: Sendable {
    let logger: Logger
    let saved: SavedFiles
    /// Where they lie beside the disk.
    let stored: StoredFiles?
    let prefix: String

    init(logger: Logger, saved: SavedFiles = SavedFiles(), stored: StoredFiles? = nil, prefix: String = "") {
        self.logger = logger
        self.saved = saved
        self.stored = stored
        self.prefix = prefix
    }

    /// The files of a namespace: those in a folder of this name. Namespaces may lie in others.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a namespace that is empty, has `/` at an end or twice in a row,
    ///   `.` or `..` between them, or a control character.
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

    /// Saves a value as JSON, with its names in order; a list of bytes is saved as it is.
    public func save(_ value: some Encodable, _ fileName: String, fileType: String? = nil, step: Step? = nil) {
        if let bytes = value as? [UInt8] { return save(bytes: bytes, fileName, fileType: fileType, step: step) }
        guard logger.isEnabled else { return }
        do {
            keep(try Logger.json(of: value), fileName, fileType: fileType, contentType: "application/json", step: step)
        } catch {
            logger.refuse(error)
        }
    }

    /// Saves a text.
    public func saveText(_ text: String, _ fileName: String, step: Step? = nil) {
        let type = MediaType.of(fileName)
        keep(
            Array(text.utf8), fileName, fileType: type.hasPrefix("text/") ? nil : "text",
            contentType: type == MediaType.of("") ? "text/plain" : type, step: step)
    }

    /// Saves what another file holds now; at most 512 MiB.
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
        saved.note(name, bytes, sequence: sequence)
        return true
    }

    // MARK: Reading

    /// What a file holds: one of this run, or of an earlier one in the same folder. One that was just saved is waited for. What this machine has not is
    /// read from the bucket, when the logger has one.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such file, `invalidArgument` for a name that is none, `timedOut` when
    ///   one that was saved has not arrived after 30 seconds; what the bucket says; `CancellationError`.
    public func load(_ fileName: String) async throws -> [UInt8] {
        let name = prefix + fileName
        try LoggedFile.check(name)
        guard let path = logger.filePath(of: name) else { throw Self.missing(name) }
        try await saved.waitForArrival(of: name, at: path)
        do {
            return try Logger.contents(of: path)
        } catch let error where error.code == .notFound {
            guard let stored else { throw Self.missing(name) }
            return try await stored.store.read(try stored.key(of: name), atMost: Logger.largestFile)
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
        let names = Set(try logger.fileNames()).union(saved.names)
        return names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
    }

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
