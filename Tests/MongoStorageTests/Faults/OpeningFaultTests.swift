import RegistryCore
import RegistryTestKit
import Testing

@testable import MongoStorage

@Suite("Opening a MongoDB that cannot be used") struct OpeningFaultTests {
    private func error(opening url: String) async throws -> RegistryError {
        do {
            let store = try await MongoStore.open(try MongoConfiguration(url: url))
            await store.close()
        } catch let error as RegistryError {
            for secret in ["wrong", "right"] { #expect(!String(reflecting: error).contains(":\(secret)@")) }
            return error
        }
        throw RegistryError(.internalFailure, "It could be opened.")
    }

    @Test func `a port that nobody listens on is unavailable`() async throws {
        let port = try #require(LoopbackListener.freePort())
        let error = try await error(opening: "mongodb://ada:right@127.0.0.1:\(port)/")
        #expect(error.code == .unavailable)
        #expect(error.message.contains("127.0.0.1:\(port)"))
    }

    @Test func `a server that accepts and never answers is unavailable`() async throws {
        let listener = try #require(LoopbackListener())
        let error = try await error(opening: "mongodb://ada:right@127.0.0.1:\(listener.port)/?replicaSet=rs0")
        #expect(error.code == .unavailable)
        withExtendedLifetime(listener) {}
    }

    @Test func `a host name that does not exist is unavailable`() async throws {
        #expect(try await error(opening: "mongodb://no-such-host.invalid/").code == .unavailable)
    }

    @Test(.enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
    func `a standalone server is unsupported, and the message says how to make it a replica set`() async throws {
        try await OwnMongod.with(.standalone) { server in
            let error = try await error(opening: server.url())
            #expect(error.code == .unsupported)
            #expect(error.message.contains("--replSet"))
            #expect(error.message.contains("rs.initiate()"))
        }
    }

    @Test(.enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
    func `a wrong password, and none, are refused and not repeated; the right one opens`() async throws {
        try await OwnMongod.with(.withLogin) { server in
            // Proving a password takes a while on a busy machine.
            let patience = "&connectTimeoutMS=20000"
            let wrong = try await error(opening: server.url(user: "ada:wrong@") + patience)
            #expect(wrong.code == .accessDenied)
            #expect(wrong.message.contains("password"))
            #expect(!wrong.debugDescription.contains("wrong"))
            let none = try await error(opening: server.url() + patience)
            #expect(none.code == .accessDenied)
            #expect(none.message.contains("user name and password"))
            let store = try await MongoStore.open(
                try MongoConfiguration(url: server.url(user: "ada:right@") + patience))
            try await store.checkHealth()
            #expect(!store.displayName.contains("right"))
            await store.close()
        }
    }

    @Test(.enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
    func `another replica set than the URL names, and a newer schema, are refused`() async throws {
        try await OwnMongod.with { server in
            let other = try await error(opening: server.url() + "&replicaSet=other")
            #expect(other.code == .invalidArgument)
            #expect(other.message.contains("rs0"))
            let store = try await MongoStore.open(try MongoConfiguration(url: server.url()))
            try await store.call { connection in
                var update = MongoCommand("update", CollectionPlan.schema, kind: .write)
                update.set("updates", [["q": ["_id": "version"], "u": ["$set": ["version": 99]]]])
                _ = try connection.run(update)
            }
            await store.close()
            #expect(try await error(opening: server.url()).code == .unsupported)
        }
    }
}
