import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

@Suite("A disk that cannot be written to is a typed error, and what is stored stays")
struct BadDiskTests {
    private static let large: [Document] = (0..<50).map {
        ["ModelName": "large", "text": .string(String(repeating: "x", count: 50_000 + $0))]
    }

    /// SQLite's own limit to the size of the file gives the same result code as a full disk, on every machine.
    @Test func `a full database takes nothing of a call and stays readable`() async throws {
        try await withStore { store, _ in
            try await store.insert([["ModelName": "first"]], into: .artifacts)
            try await store.write { try $0.runOnce("PRAGMA max_page_count = 60") }
            let error = await registryError { try await store.insert(Self.large, into: .artifacts) }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("full") == true)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 1)
            #expect(try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 9).count == 1)
            try await store.write { try $0.runOnce("PRAGMA max_page_count = 1000000") }
            try await store.insert(Self.large, into: .artifacts)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 51)
        }
    }

    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason))
    func `a full disk takes nothing of a call and stays readable`() async throws {
        try await withTemporaryFolder { folder in
            let volume = try SmallVolume(in: folder, mebibytes: 2)
            defer { volume.remove() }
            let path = volume.folder.appendingPathComponent("registry.sqlite").path
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            try await store.insert([["ModelName": "first"]], into: .artifacts)
            let error = await registryError { try await store.insert(Self.large, into: .artifacts) }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("full") == true)
            #expect(try await store.find(in: .artifacts, Query()).elements.map { $0["ModelName"] } == ["first"])
            try await store.insert([["ModelName": "second"]], into: .artifacts)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 2)
            await store.close()
        }
    }

    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason))
    func `a store on a disk that is nearly full is not well, and says why`() async throws {
        try await withTemporaryFolder { folder in
            let volume = try SmallVolume(in: folder, mebibytes: 40)
            defer { volume.remove() }
            let path = volume.folder.appendingPathComponent("registry.sqlite").path
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            try await store.checkHealth()
            try Data(count: 20_000_000).write(to: volume.folder.appendingPathComponent("filler"))
            let error = await registryError { try await store.checkHealth() }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("is full") == true)
            try FileManager.default.removeItem(at: volume.folder.appendingPathComponent("filler"))
            try await store.checkHealth()
            await store.close()
        }
    }

    @Test func `a store that is opened for reading only sees what others write, and writes nothing`() async throws {
        try await withStore { store, path in
            try await store.insert([["ModelName": "first"]], into: .artifacts)
            let reading = try await SQLiteStore.open(SQLiteConfiguration(path: path, isReadOnly: true))
            try await store.insert([["ModelName": "second"]], into: .artifacts)
            #expect(try await reading.count(in: .artifacts, matching: .everything) == 2)
            let refused = await registryError { _ = try await reading.delete([.int(1)], from: .artifacts) }
            #expect(refused?.code == .readOnly)
            await reading.close()
            let missing = await registryError {
                _ = try await SQLiteStore.open(SQLiteConfiguration(path: path + "x", isReadOnly: true))
            }
            #expect(missing?.code == .notFound)
        }
    }

    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason))
    func `a volume without room for a database is unavailable`() async throws {
        try await withTemporaryFolder { folder in
            let volume = try SmallVolume(in: folder, mebibytes: 1)
            defer { volume.remove() }
            try? Data(count: 2_000_000).write(to: volume.folder.appendingPathComponent("filler"))
            let path = volume.folder.appendingPathComponent("registry.sqlite").path
            let error = await registryError { _ = try await SQLiteStore.open(SQLiteConfiguration(path: path)) }
            #expect(error?.code == .unavailable)
        }
    }

    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason))
    func `a file and a folder that are read-only are unavailable, and usable when they are not`() async throws {
        try await withTemporaryFolder { folder in
            let volume = try SmallVolume(in: folder, mebibytes: 8)
            defer { volume.remove() }
            let path = volume.folder.appendingPathComponent("registry.sqlite").path
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            try await store.insert([["ModelName": "kept"]], into: .artifacts)
            await store.close()
            try volume.setReadOnly(true)
            for name in ["registry.sqlite", "new.sqlite"] {
                let path = volume.folder.appendingPathComponent(name).path
                let error = await registryError { _ = try await SQLiteStore.open(SQLiteConfiguration(path: path)) }
                #expect(error?.code == .unavailable, "\(name)")
            }
            let reading = try await SQLiteStore.open(SQLiteConfiguration(path: path, mayBeReadOnly: true))
            #expect(reading.displayName.hasSuffix(" (read only)"))
            try await reading.checkHealth()
            #expect(try await reading.find(in: .artifacts, Query()).elements.map { $0["ModelName"] } == ["kept"])
            let refused = await registryError { try await reading.insert([["ModelName": "new"]], into: .artifacts) }
            #expect(refused?.code == .readOnly)
            await reading.close()
            try volume.setReadOnly(false)
            let again = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            #expect(try await again.count(in: .artifacts, matching: .everything) == 1)
            await again.close()
        }
    }
}
