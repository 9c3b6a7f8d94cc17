import FileFaults
import Foundation
import RegistryCore

/// What a version of a run was logged to, noted in its folder, also where that is files alone: whoever brings what is left of it to its places
/// names it as it was meant, and sends nothing to another tracker, nor to a registry that it was not for.
///
/// Loggers of several backends may share a version, and begin it at the same moment: each backend has a note of its own, `tracker-<backend>.json`.
/// Former versions of this package called the first one `tracker.json`, which is read as well.
///
/// There is no password in it: addresses may have one, and the note has the address without.
struct VersionNote {
    private static let formerFileName = "tracker.json"
    private static func fileName(of backend: LoggerBackend) -> String { "tracker-\(backend.rawValue).json" }
    private static let longest = 256 << 10

    /// The parameters that it had.
    let config: LoggerConfig
    /// The folder, or the server's address without its user.
    let place: String
    /// Whether its run is for a registry.
    let hasRegistry: Bool

    init(config: LoggerConfig, place: String, hasRegistry: Bool) {
        self.config = config
        self.place = place
        self.hasRegistry = hasRegistry
    }

    /// Whether a folder has a note of any backend, which need not be one that can be understood.
    static func isThere(in folder: String) -> Bool {
        ([formerFileName] + LoggerBackend.allCases.map(fileName)).contains {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)")
        }
    }

    /// The note of a backend in a folder; `nil` when there is none that can be understood.
    init?(in folder: String, of backend: LoggerBackend) {
        for name in [Self.fileName(of: backend), Self.formerFileName] {
            guard let note = VersionNote(in: folder, name), note.config.backend == backend else { continue }
            self = note
            return
        }
        return nil
    }

    private init?(in folder: String, _ name: String) {
        let path = "\(folder)/\(name)"
        guard FileFault.isRegularFile(path), let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: Self.longest + 1), bytes.count <= Self.longest,
            let fields = try? Document(json: Array(bytes)), let place = fields["place"]?.stringValue,
            let backend = fields["backend"]?.stringValue, let stored = fields["params"]?.documentValue
        else { return nil }
        var params: [String: Value] = [:]
        for (name, value) in stored { params[name] = value }
        guard let config = try? LoggerConfig(backend: backend, params: params) else { return nil }
        // Earlier notes do not say it.
        self.init(config: config, place: place, hasRegistry: fields["hasRegistry"]?.boolValue ?? true)
    }

    /// Writes the note into the version's folder, which is made when nothing was logged there yet.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func write(in folder: String) throws(RegistryError) {
        var params = Document()
        for (name, value) in config.params.sorted(by: { $0.key < $1.key }) {
            params[name] = Self.addresses.contains(name) ? .string(place) : value
        }
        let note: Document = [
            "backend": .string(config.backend.rawValue), "place": .string(place), "hasRegistry": .bool(hasRegistry),
            "params": .document(params),
        ]
        let path = "\(folder)/\(Self.fileName(of: config.backend))"
        // Where that fails, the note says it.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(note.json().utf8), attributes: [.posixPermissions: 0o600])
        else {
            throw RegistryError(
                .unavailable,
                "\(path) cannot be written: should this process die, what is left of the run may reach other places than its own, or none."
            )
        }
    }

    /// The parameters that say where a server is, and maybe who asks.
    private static let addresses = ["tracking_uri", "repo"]

    /// The parameters of the noted version for somebody who reaches the same tracker: where it lies, and who asks, is theirs.
    func config(reaching other: LoggerConfig) throws(RegistryError) -> LoggerConfig {
        var params = config.params
        for name in Self.addresses + ["save_dir"] { params[name] = other.params[name] }
        return try LoggerConfig(backend: config.backend, params: params)
    }
}
