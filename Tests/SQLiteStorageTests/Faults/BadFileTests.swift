import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("A file that cannot be used is a typed error, and is left as it is")
struct BadFileTests {
    private func openingError(_ path: String) async -> RegistryError? {
        await registryError {
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path, busyTimeout: .milliseconds(20)))
            await store.close()
        }
    }

    @Test func `bytes that are no database are corrupt data and stay as they are`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("garbage.sqlite")
            let garbage = Data((0..<8_192).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) })
            try garbage.write(to: file)
            let error = await openingError(file.path)
            #expect(error?.code == .corruptData)
            #expect(error?.message.contains(file.path) == true)
            #expect(try Data(contentsOf: file) == garbage)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a pipe is refused, and its other end not waited for`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("pipe").path
            try #require(mkfifo(path, 0o600) == 0)
            let error = await openingError(path)
            #expect(error?.code == .invalidArgument && error?.message.contains("is no regular file") == true)
            let reading = await registryError {
                try await SQLiteStore.open(SQLiteConfiguration(path: path, mustExist: true)).close()
            }
            #expect(reading?.code == .invalidArgument)
        }
    }

    @Test func `the database of another program is refused without a change`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("other.sqlite")
            let other = try DatabaseQueue(path: file.path)
            try await other.write {
                try $0.execute(sql: "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')")
            }
            try other.close()
            let before = try Data(contentsOf: file)
            #expect(await openingError(file.path)?.code == .corruptData)
            #expect(try Data(contentsOf: file) == before)
        }
    }

    @Test func `what must be a registry already is neither made nor filled, and a registry is opened`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("registry.sqlite")
            func reading() async -> RegistryError? {
                await registryError {
                    try await SQLiteStore.open(SQLiteConfiguration(path: file.path, mustExist: true)).close()
                }
            }
            let missing = await reading()
            #expect(missing?.code == .notFound && missing?.message.contains(file.path) == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            try Data().write(to: file)
            let empty = await reading()
            #expect(empty?.code == .notFound && empty?.message.contains("is empty, no registry") == true)
            #expect(try Data(contentsOf: file).isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
            // A database without anything in it is as empty as a file without bytes.
            let database = try DatabaseQueue(path: file.path)
            try await database.write { try $0.execute(sql: "CREATE TABLE t (x); DROP TABLE t") }
            try database.close()
            let before = try Data(contentsOf: file)
            #expect(await reading()?.code == .notFound)
            #expect(try !before.isEmpty && Data(contentsOf: file) == before)
            try await SQLiteStore.open(SQLiteConfiguration(path: file.path)).close()
            #expect(await reading() == nil)
        }
    }

    @Test func `a registry of a newer version is unsupported`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("registry.sqlite").path
            try await SQLiteStore.open(SQLiteConfiguration(path: path)).close()
            let database = try DatabaseQueue(path: path)
            try await database.write { try $0.execute(sql: "PRAGMA user_version = 99") }
            try database.close()
            let error = await openingError(path)
            #expect(error?.code == .unsupported)
            #expect(error?.message.contains("99") == true)
        }
    }

    @Test func `a folder that does not exist is unavailable and says so`() async throws {
        try await withTemporaryFolder { folder in
            let error = await openingError(folder.appendingPathComponent("missing/registry.sqlite").path)
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("folder does not exist") == true)
        }
    }

    @Test func `a folder in the place of the file is unavailable`() async throws {
        try await withTemporaryFolder { folder in
            #expect(await openingError(folder.path)?.code == .unavailable)
        }
    }

    @Test(arguments: ["", "a\0b"])
    func `a path that is none is an invalid argument`(_ path: String) async throws {
        #expect(await openingError(path)?.code == .invalidArgument)
    }

    @Test func `a database that another program has locked is unavailable, then usable again`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("registry.sqlite").path
            try await SQLiteStore.open(SQLiteConfiguration(path: path)).close()
            let other = try DatabaseQueue(path: path)
            try await other.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE IF NOT EXISTS lock (x)")
            }
            let error = await openingError(path)
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("in use by another program") == true)
            try other.close()
            #expect(await openingError(path) == nil)
        }
    }

    @Test func `writes fail while another program writes, and succeed afterwards`() async throws {
        try await withStore { store, path in
            try await store.insert([["ModelName": "a"]], into: .artifacts)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let error = await registryError { try await store.insert([["ModelName": "b"]], into: .artifacts) }
            #expect(error?.code == .unavailable)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 1)
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            try await store.insert([["ModelName": "b"]], into: .artifacts)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 2)
            try other.close()
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a call that waits for another program still ends in time`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("registry.sqlite").path
            let store = try await SQLiteStore.open(
                SQLiteConfiguration(path: path, timeLimit: .milliseconds(200), busyTimeout: .seconds(3_600)))
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let error = await registryError { try await store.insert([["ModelName": "b"]], into: .artifacts) }
            #expect(error?.code == .timedOut)
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            try await store.insert([["ModelName": "b"]], into: .artifacts)
            try other.close()
            await store.close()
        }
    }

    @Test func `a damaged page is corrupt data`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("registry.sqlite").path
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            for batch in 0..<20 {
                let records: [Document] = (0..<100).map {
                    ["ModelName": "m\(batch)", "text": .string(String(repeating: "x", count: 200 + $0))]
                }
                try await store.insert(records, into: .artifacts)
            }
            await store.close()
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let size = try file.seekToEnd()
            // The header and the schema stay, so that the file opens.
            try file.seek(toOffset: 40 * 4_096)
            try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 40 * 4_096))
            try file.close()
            let damaged = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            let error = await registryError {
                _ = try await damaged.count(in: .artifacts, matching: .field("text", .exists(true)))
            }
            #expect(error?.code == .corruptData)
            await damaged.close()
        }
    }

    @Test func `stored records and counts that this program never writes are errors, not the end of it`() async throws {
        try await withStore { store, _ in
            let run = StoreContract.someRun()
            try await store.insert([Run(id: run, startTime: WallTime(millisecondsSince1970: 0)).document], into: .runs)
            let ids = try await store.insert([["ModelName": "m"]], into: .artifacts).ids
            let id = try #require(ids.first)
            let time = WallTime(millisecondsSince1970: 0)
            for sequence in 0..<2 as Range<Int64> {
                let point = SeriesPoint(step: Step(sequence), time: time, value: 1, sequence: sequence)
                try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: [point])])
                try await store.appendLog([LogLine(sequence: sequence, time: time, level: .info, text: "x")], to: run)
            }
            let withoutIdentifier = try (["ModelName": "m"] as Document).bson()
            try await store.write { session in
                try session.run("UPDATE artifacts SET body = ?", [.bytes(withoutIdentifier)])
                try session.run("UPDATE series_blocks SET points = ?", [.int(.max)])
                try session.run("UPDATE log_blocks SET line_count = ?", [.int(.max)])
            }
            let changing = await registryError {
                try await store.update(id, in: .artifacts, RecordChange(set: ["a": 1]))
            }
            #expect(changing?.code == .corruptData)
            let putting = await registryError {
                _ = try await store.put(["ModelName": "m"], into: .artifacts, matching: "ModelName")
            }
            #expect(putting?.code == .corruptData)
            #expect(try await store.deleteRun(run).points == .max)
        }
    }

    @Test func `a file cut short is corrupt data`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("registry.sqlite").path
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            try await store.insert((0..<2_000).map { ["ModelName": "m", "n": .int($0)] }, into: .artifacts)
            await store.close()
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try file.truncate(atOffset: 30 * 4_096)
            try file.close()
            let error = await registryError {
                let damaged = try await SQLiteStore.open(SQLiteConfiguration(path: path))
                _ = try await damaged.count(in: .artifacts, matching: .field("n", .exists(true)))
            }
            #expect(error?.code == .corruptData)
        }
    }

    @Test func `a database whose maker was killed while it made it can be opened`() async throws {
        try await withTemporaryFolder { folder in
            let dying = folder.appendingPathComponent("dying.sqlite").path
            let path = folder.appendingPathComponent("left.sqlite").path
            // What a killed process leaves: the files as they are in the middle of a transaction.
            let queue = try DatabaseQueue(path: dying)
            try await queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE half (text)")
                for _ in 0..<100 {
                    try database.execute(
                        sql: "INSERT INTO half VALUES (?)", arguments: [String(repeating: "x", count: 4_000)])
                }
                for suffix in ["", "-journal"] {
                    try FileManager.default.copyItem(atPath: dying + suffix, toPath: path + suffix)
                }
                try database.execute(sql: "ROLLBACK")
            }
            try queue.close()
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            try await store.checkHealth()
            await store.close()
        }
    }

    @Test func `a new database belongs to its owner alone`() async throws {
        try await withStore { store, path in
            try await store.insert([["ModelName": "a"]], into: .artifacts)
            for name in [path, path + "-wal", path + "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: name)
                #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
            }
        }
    }
}
