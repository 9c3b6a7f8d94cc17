import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("A database is made once and recognised afterwards")
struct MigrationTests {
    @Test func `a new file gets the current version and says whose it is`() async throws {
        try await withStore { store, _ in
            let (version, application) = try await store.read { session in
                (
                    try session.first("PRAGMA user_version") { $0.int(0) },
                    try session.first("PRAGMA application_id") { $0.int(0) }
                )
            }
            #expect(version == Migrations.currentVersion)
            #expect(application == Schema.applicationID)
        }
    }

    @Test func `opening again changes nothing and keeps the records`() async throws {
        try await withTemporaryFolder { folder in
            let configuration = SQLiteConfiguration(path: folder.appendingPathComponent("r.sqlite").path)
            var schemas: [[String]] = []
            for round in 0..<3 {
                let store = try await SQLiteStore.open(configuration)
                #expect(try await store.count(in: .files, matching: .everything) == round)
                try await store.insert([["_id": .string("file\(round)"), "name": "a"]], into: .files)
                schemas.append(
                    try await store.read { try $0.all("SELECT sql FROM sqlite_master ORDER BY name") { $0.text(0) } })
                await store.close()
            }
            #expect(schemas[0] == schemas[1] && schemas[1] == schemas[2])
        }
    }

    @Test func `of many that open a new file at once, all succeed`() async throws {
        try await withTemporaryFolder { folder in
            let configuration = SQLiteConfiguration(path: folder.appendingPathComponent("r.sqlite").path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        let store = try await SQLiteStore.open(configuration)
                        try await store.insert([["_id": .int(Int64(number))]], into: .artifacts)
                        await store.close()
                    }
                }
                try await group.waitForAll()
            }
            let store = try await SQLiteStore.open(configuration)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 6)
            await store.close()
        }
    }

    @Test func `a database that says it is a registry without a version is corrupt data`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("r.sqlite").path
            let database = try DatabaseQueue(path: path)
            try await database.write { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
            try database.close()
            let error = await registryError { _ = try await SQLiteStore.open(SQLiteConfiguration(path: path)) }
            #expect(error?.code == .corruptData)
        }
    }

    @Test func `collections of the user's own are told apart by case and keep their names out of SQL`() async throws {
        try await withStore { store, _ in
            let names = ["notes", "Notes", "collections", "sqlite_master", "a-b", "select"]
            for (number, name) in names.enumerated() {
                let collection = try CollectionName(name)
                try await store.insert((0...number).map { ["n": .int(Int64($0))] }, into: collection)
            }
            for (number, name) in names.enumerated() {
                #expect(try await store.count(in: try CollectionName(name), matching: .everything) == number + 1)
            }
            #expect(try await store.find(in: try CollectionName("never-made"), Query()).elements == [])
        }
    }
}
