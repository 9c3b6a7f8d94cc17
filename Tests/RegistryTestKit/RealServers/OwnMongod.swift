import Foundation
import RegistryCore

/// A mongod of a test's own, which it may stop, freeze and start again.
package final class OwnMongod {
    /// How the server is started.
    package enum Kind {
        case replicaSet, standalone, withLogin
        /// Commands can be made to fail, see ``OwnMongod/fail(_:code:times:)``.
        case withFaults
    }

    package static var path: String? { ProcessInfo.processInfo.environment["TEST_MONGOD_PATH"] }
    package static let absence = "TEST_MONGOD_PATH is not set: `make test` finds a mongod and sets it"

    package let port: Int
    private let folder: URL
    private let arguments: [String]
    private var process: Process?

    private init(kind: Kind, folder: URL) throws {
        guard let port = LoopbackListener.freePort() else { throw CocoaError(.fileReadUnknown) }
        self.port = port
        self.folder = folder
        var arguments = [
            "--bind_ip", "127.0.0.1", "--port", "\(port)", "--dbpath", folder.path, "--logpath",
            folder.appendingPathComponent("mongod.log").path, "--nounixsocket", "--wiredTigerCacheSizeGB", "0.25",
            "--wiredTigerEngineConfigString", "log=(prealloc=false,file_max=4MB)",
        ]
        if kind != .standalone { arguments += ["--replSet", "rs0"] }
        if kind == .withFaults { arguments += ["--setParameter", "enableTestCommands=1"] }
        if kind == .withLogin {
            let key = folder.appendingPathComponent("key")
            try Data("c2VjcmV0c2VjcmV0".utf8).write(to: key)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path)
            arguments += ["--keyFile", key.path]
        }
        self.arguments = arguments
    }

    /// Starts a server for the time of the work, and stops it whatever happens.
    package static func with(_ kind: Kind = .replicaSet, _ work: (OwnMongod) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let server = try OwnMongod(kind: kind, folder: folder)
            defer { server.stop(SIGKILL) }
            try await server.start()
            if kind != .standalone {
                let member: Value = ["_id": 0, "host": .string("127.0.0.1:\(server.port)")]
                try await server.administer(["replSetInitiate": ["_id": "rs0", "members": [member]]])
                try await server.waitForPrimary()
            }
            if kind == .withLogin {
                try await server.administer(["createUser": "ada", "pwd": "right", "roles": ["root"]])
            }
            try await work(server)
        }
    }

    /// The server's URL.
    package func url(user: String = "", database: String = "test") -> String {
        "mongodb://\(user)127.0.0.1:\(port)/\(database)?authSource=admin"
    }

    /// Starts the server and returns when it answers.
    package func start() async throws {
        guard let path = Self.path else { throw CocoaError(.fileNoSuchFile) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        try await retrying { try await self.administer(["hello": 1], patience: 200) }
    }

    /// Returns when the server takes writes.
    package func waitForPrimary() async throws {
        try await retrying {
            guard try await self.administer(["hello": 1], patience: 200)["primary"] == true else {
                throw RegistryError(.unavailable, "There is no primary yet.")
            }
        }
    }

    /// Ends the server and waits for its end.
    package func stop(_ signal: Int32 = SIGTERM) {
        guard let process, process.isRunning else { return }
        kill(process.processIdentifier, SIGCONT)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    /// Makes the server a silent one that accepts connections and never answers.
    package func freeze() { if let process { FrozenProcess.freeze(process.processIdentifier) } }

    /// Lets it go on.
    package func thaw() { if let process { kill(process.processIdentifier, SIGCONT) } }

    /// Makes the next commands of these names fail with the server's error of a number.
    ///
    /// - Parameter namespace: only those to this collection, with its database's name in front. Default: all.
    package func fail(
        _ commands: [String], code: Int64, times: Int64, in namespace: String? = nil
    ) async throws {
        var data: Document = ["failCommands": .array(commands.map { .string($0) }), "errorCode": .int(code)]
        if let namespace { data["namespace"] = .string(namespace) }
        try await administer([
            "configureFailPoint": "failCommand", "mode": ["times": .int(times)], "data": .document(data),
        ])
    }

    /// Runs a command, by another driver than the one that is tested.
    ///
    /// - Parameter patience: how many milliseconds to wait for the server to answer; it is there, but others may keep
    ///   the cores busy.
    @discardableResult
    private func administer(_ command: Document, patience: Int = 60_000) async throws -> Document {
        let script = """
            import sys
            from bson import json_util
            from pymongo import MongoClient
            from pymongo.errors import PyMongoError
            options = {"directConnection": True, "serverSelectionTimeoutMS": int(sys.argv[2])}
            with MongoClient("127.0.0.1", int(sys.argv[1]), **options) as client:
                try:
                    answer = client.admin.command(json_util.loads(sys.argv[3]))
                except PyMongoError as error:
                    answer = {"error": str(error)}
            print(json_util.dumps({"error": answer.get("error"), "primary": answer.get("isWritablePrimary")}))
            """
        let output = try TestPython.run(script, "\(port)", "\(patience)", command.json())
        let answer = try Document(json: [UInt8](output))
        if let error = answer["error"]?.stringValue { throw RegistryError(.unavailable, error) }
        return answer
    }

    /// Tries until it succeeds, at most 150 times. An attempt waits up to 200 milliseconds by itself.
    ///
    /// Attempts are counted, not seconds: between two of them this task may wait long for a thread, while other tests
    /// keep the cores busy.
    private func retrying(_ work: () async throws -> Void) async throws {
        for attempt in 1... {
            do {
                return try await work()
            } catch let error as RegistryError where error.code != .invalidArgument && attempt < 150 {
                await Task.yield()
            }
        }
    }
}
