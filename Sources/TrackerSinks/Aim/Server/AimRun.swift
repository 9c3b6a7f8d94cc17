import Foundation
import RegistryCore

/// A run at an Aim server while it is written: the objects there that are its trees and what it is called.
///
/// All of it sets a value at a path, so that what is sent again changes nothing.
struct AimRun: Sendable {
    /// Its identifier there.
    let hash: String
    private let server: AimServer
    private let client: String
    /// The server's repository. One that nobody holds goes, and then the next one finds the run's databases locked by the trees of the last one.
    private let repository: String
    /// What is known of runs in lists and by their names.
    private let meta: String
    /// The values of sequences.
    private let sequences: String
    /// Name, experiment, tags.
    private let properties: String
    /// What says at the server every few seconds that the run goes on. When it is silent, `aim up` says that the run ended: the server lets go
    /// of it when it hears nothing of this client for five minutes.
    private let heartbeat: String

    /// Aim's identifier of a run: 24 hexadecimal digits; always the same one.
    static func hash(of run: RunID) -> String {
        String(SHA256.hexadecimalDigest(of: Array("aim \(run)".utf8)).prefix(24))
    }

    /// Takes a run up, or makes it.
    init(_ hash: String, startTime: WallTime, at server: AimServer) async throws {
        self.hash = hash
        self.server = server
        client = UUID().uuidString.lowercased()
        try await server.connect(client)
        func tree(_ name: String) -> [AimField] {
            [
                AimField("name", .text(name)), AimField("sub", .text(hash)), AimField("read_only", .bool(false)),
                AimField("index", .bool(false)), AimField("timeout", .none),
            ]
        }
        repository = try await server.resource("Repo", [], client)
        meta = try await server.resource("TreeView", tree("meta"), client)
        sequences = try await server.resource("TreeView", tree("seqs"), client)
        let described = [
            AimField("hash_", .text(hash)), AimField("read_only", .bool(false)),
            AimField("created_at", .double(startTime.secondsSince1970)),
        ]
        properties = try await server.resource("StructuredRun", described, client)
        heartbeat = try await server.resource("RunHeartbeat", [AimField("run_hash", .text(hash))], client)
    }

    /// Says that the client is alive.
    func giveSign() async throws { try await server.giveSign(client) }

    /// Lets go of the server's objects, which ends the heartbeat.
    ///
    /// It leaves a mark of a run that goes on, and closing the run's trees removes the mark.
    ///
    /// - Parameter hasEnd: Whether the run has an end there. One that has none keeps the mark: `aim up` sees then that it is silent.
    func close(hasEnd: Bool) async throws {
        let trees = [meta, sequences, properties, repository]
        try await server.disconnect(client, hasEnd ? [heartbeat] + trees : trees + [heartbeat])
    }

    /// What lies at a path of the run; what stands for nothing there when there is nothing.
    func read(_ path: [AimKey], else nothing: AimValue = .none) async throws -> AimTreeReader {
        try await server.call(meta, "get", [Self.list(own + path), nothing], client)
    }

    /// Puts a value at a path of the run, in the place of all that lies there.
    func set(_ path: [AimKey], _ value: AimValue) async throws {
        try await server.call(meta, "set", [Self.list(own + path), value], client)
    }

    /// Puts values below a path of the run; others there stay.
    func update(_ path: [AimKey], _ fields: [AimField]) async throws {
        try await server.call(meta, "update", [Self.list(own + path), Self.list(fields)], client)
    }

    /// Puts a value at a path of what Aim knows of all runs: which contexts, sequences and parameters there are.
    func setForAll(_ path: [AimKey], _ value: AimValue) async throws {
        try await server.call(meta, "set", [Self.list(["meta"] + path), value], client)
    }

    /// Sets an attribute: what Aim's programs read as `run["hparams"]`.
    func setAttribute(_ path: [AimKey], _ value: AimValue) async throws {
        try await set(["attrs"] + path, value)
        try await setForAll(["attrs"] + path, value)
    }

    /// Removes an attribute, which need not be there.
    func removeAttribute(_ path: [AimKey]) async throws {
        for path in [own + ["attrs"] + path, ["meta", "attrs"] + path] {
            try await server.call(meta, "__delitem__", [Self.list(path)], client)
        }
    }

    /// Begins a list of a sequence.
    func makeArray(_ path: [AimKey]) async throws {
        try await server.call(sequences, "make_array", [Self.list(path)], client)
    }

    /// Adds values to a list of a sequence.
    func add(_ path: [AimKey], _ fields: [AimField]) async throws {
        for start in stride(from: 0, to: fields.count, by: Self.mostFields) {
            let part = Array(fields[start..<min(start + Self.mostFields, fields.count)])
            try await server.call(sequences, "update", [Self.list(path), Self.list(part)], client)
        }
    }

    /// Aim copies what is left of a request for each value in it, so that long ones take it longer than several.
    private static let mostFields = 300

    /// Says what the run is: `name`, `experiment`, `description`.
    func setProperty(_ name: String, _ text: String) async throws {
        try await server.call(properties, "\(name).setter", [.text(text)], client)
    }

    /// Adds a tag; one that is there already stays.
    func addTag(_ tag: String) async throws { try await server.call(properties, "add_tag", [.text(tag)], client) }

    private var own: [AimKey] { ["meta", "chunks", .name(hash)] }

    private static func list(_ path: [AimKey]) -> AimValue { .list(path.map(value)) }

    private static func list(_ fields: [AimField]) -> AimValue {
        .list(fields.map { .list([value($0.key), $0.value]) })
    }

    private static func value(_ key: AimKey) -> AimValue {
        switch key {
        case .name(let name): .text(name)
        case .number(let number): .int(number)
        }
    }
}
