import Foundation
import RegistryTestKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A mongod of a test's own, which it may kill, freeze and start again: a replica set of one member. It does not outlive
/// this value. (The one of MongoStorage's tests is administered with that module's own calls; this one is by pymongo.)
final class TestMongod {
    /// Why there can be none; `nil` when there can.
    static let absence: String? =
        path == nil ? "TEST_MONGOD_PATH is not set: `make test` finds a mongod and sets it" : nil

    private static var path: String? { ProcessInfo.processInfo.environment["TEST_MONGOD_PATH"] }

    private let port: Int
    private let folder: OwnedFolder
    private var process: Process?

    init() throws {
        folder = try OwnedFolder()
        let script = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
        let text = String(decoding: try TestPython.run(script), as: UTF8.self)
        guard let port = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw NeverHappened(description: "There is no free port.")
        }
        self.port = port
        try start()
    }

    deinit { kill() }

    /// The URL of its database `test`.
    var url: String { "mongodb://127.0.0.1:\(port)/test" }

    /// Starts the server, and returns when it takes writes.
    func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.path ?? "")
        process.arguments = [
            "--bind_ip", "127.0.0.1", "--port", "\(port)", "--dbpath", folder.path, "--logpath",
            folder.path + "/mongod.log", "--nounixsocket", "--wiredTigerCacheSizeGB", "0.25", "--replSet", "rs0",
            "--wiredTigerEngineConfigString", "log=(prealloc=false,file_max=4MB)",
            "--setParameter", "diagnosticDataCollectionEnabled=false",
            // A killed program's open transaction blocks what it wrote until the server gives it up: after a minute or two
            // otherwise.
            "--setParameter", "transactionLifetimeLimitSeconds=3",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        _ = try TestPython.run(Self.initiation, "\(port)")
    }

    /// Ends the server at once.
    func kill() {
        guard let process, process.isRunning else { return }
        send(SIGKILL)
        process.waitUntilExit()
    }

    /// Makes the server a silent one that accepts connections and never answers.
    func freeze() { if let process, process.isRunning { FrozenProcess.freeze(process.processIdentifier) } }

    /// Lets it go on.
    func thaw() { send(SIGCONT) }

    private func send(_ signal: Int32) {
        guard let process, process.isRunning else { return }
        #if canImport(Glibc)
            Glibc.kill(process.processIdentifier, signal)
        #elseif canImport(Musl)
            Musl.kill(process.processIdentifier, signal)
        #else
            Darwin.kill(process.processIdentifier, signal)
        #endif
    }

    private static let initiation = """
        import sys, time
        from pymongo import MongoClient
        from pymongo.errors import OperationFailure
        port = int(sys.argv[1])
        with MongoClient("127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=30000) as client:
            try:
                members = [{"_id": 0, "host": f"127.0.0.1:{port}"}]
                client.admin.command("replSetInitiate", {"_id": "rs0", "members": members})
            except OperationFailure as failure:
                if failure.code != 23:  # AlreadyInitialized
                    raise
            for attempt in range(600):
                if client.admin.command("hello").get("isWritablePrimary"):
                    break
                time.sleep(0.05)
            else:
                sys.exit("there is no primary")
        """
}
