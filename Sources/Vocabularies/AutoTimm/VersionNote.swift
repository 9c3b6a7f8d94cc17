import Foundation
import RegistryCore

/// What a version of a run was logged to, noted in its folder: whoever brings what is left of it to its tracker names it as it was meant, and
/// sends nothing to another one.
///
/// There is no password in it: an address has it, and the note has the address without.
struct VersionNote {
    private static let fileName = "tracker.json"
    private static let longest = 256 << 10

    /// The parameters that it had.
    let config: LoggerConfig
    /// The folder, or the server's address without its user.
    let place: String

    init(config: LoggerConfig, place: String) {
        self.config = config
        self.place = place
    }

    /// The note in a folder; `nil` when there is none that can be understood.
    init?(in folder: String) {
        guard let handle = FileHandle(forReadingAtPath: "\(folder)/\(Self.fileName)") else { return nil }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: Self.longest + 1), bytes.count <= Self.longest,
            let fields = try? Document(json: Array(bytes)), let place = fields["place"]?.stringValue,
            let backend = fields["backend"]?.stringValue, let stored = fields["params"]?.documentValue
        else { return nil }
        var params: [String: Value] = [:]
        for (name, value) in stored { params[name] = value }
        guard let config = try? LoggerConfig(backend: backend, params: params) else { return nil }
        self.init(config: config, place: place)
    }

    /// Writes the note into a folder that this process has just made.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func write(in folder: String) throws(RegistryError) {
        var params = Document()
        for (name, value) in config.params.sorted(by: { $0.key < $1.key }) where name != Self.address {
            params[name] = value
        }
        let note: Document = [
            "backend": .string(config.backend.rawValue), "place": .string(place), "params": .document(params),
        ]
        let path = "\(folder)/\(Self.fileName)"
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(note.json().utf8), attributes: [.posixPermissions: 0o600])
        else {
            throw RegistryError(
                .unavailable,
                "\(path) cannot be written: should this process die, what is left of the run does not reach its tracker."
            )
        }
    }

    private static let address = "tracking_uri"

    /// The parameters of the noted version for somebody who reaches the same tracker: where it lies, and who asks, is theirs.
    func config(reaching other: LoggerConfig) throws(RegistryError) -> LoggerConfig {
        var params = config.params
        for name in [Self.address, "save_dir"] { params[name] = other.params[name] }
        return try LoggerConfig(backend: config.backend, params: params)
    }
}
