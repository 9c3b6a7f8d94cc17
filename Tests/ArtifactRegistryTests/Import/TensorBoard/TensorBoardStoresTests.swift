import ArtifactRegistry
import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

/// The same import into other stores, and into stores that fail.
@Suite struct TensorBoardStoresTests {
    let folder: LogFolder

    init() throws {
        folder = try LogFolder()
        try folder.log("a", steps: 0..<300)
        try folder.log("a", steps: 200..<400, second: 1, offset: 0.5)
        let writer = try folder.writer("b")
        try writer.append([.text("note", LoggedText("hello"))], step: 1, wallTime: LogFolder.start)
        try writer.append(
            [.hparams(HParamsSessionStart(hparams: ["lr": .number(0.1)]))], step: 0, wallTime: LogFolder.start)
        try writer.close()
    }

    /// What a store holds, without the identifiers it made itself.
    private func content(_ registry: DataManager) async throws -> [String] {
        var found: [String] = []
        for run in try await registry.runs(sort: [SortKey("name")]).elements {
            found.append(run.document.json())
            for point in try await registry.exactPoints(of: "loss", run: run.id) { found.append("\(point)") }
            for line in try await registry.logLines(of: run.id) { found.append("\(line)") }
        }
        return found
    }

    private func expected() async throws -> [String] {
        let registry = DataManager(store: MemoryStore())
        try await folder.importer(registry.store).importNew()
        return try await content(registry)
    }

    @Test func `SQLite keeps what memory keeps, also when it is imported twice`() async throws {
        try await importTwice(into: "sqlite:\(folder.storePath())")
    }

    @Test(.enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
    func `MongoDB keeps what memory keeps, also when it is imported twice`() async throws {
        try await importTwice(into: try #require(TestMongoDB.freshDatabaseURL()))
    }

    private func importTwice(into url: String) async throws {
        let registry = try await DataManager(url: url)
        try await folder.importer(registry.store).importNew()
        let first = try await registry.everything()
        #expect(try await content(registry) == expected())
        #expect(try await !folder.importer(registry.store).importNew().hasStored)
        #expect(try await registry.everything() == first)
        await registry.close()
    }

    @Test(arguments: 1...12, [true, false])
    func `an import that was broken off at any write goes on`(write: Int, isDone: Bool) async throws {
        let store = FlakyStore { ($0 == write, isDone) }
        let registry = DataManager(store: store)
        let importer = folder.importer(store)
        do {
            try await importer.importNew()
        } catch let error as RegistryError {
            #expect(error.code == .unavailable || error.code == .timedOut)
            // Half of the time the same importer goes on, half of the time another one.
            try await (write % 2 == 0 ? importer : folder.importer(store)).importNew()
        }
        #expect(try await content(registry) == expected())
    }

    @Test func `two imports at the same time store everything once`() async throws {
        let registry = try await DataManager(url: "sqlite:\(folder.storePath())")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { [folder] in _ = try await folder.importer(registry.store).importNew() }
            }
            try await group.waitForAll()
        }
        #expect(try await content(registry) == expected())
        #expect(try await registry.countFiles() == 3)
        await registry.close()
    }

    @Test func `a second call of one importer is refused while the first is at work`() async throws {
        let importer = folder.importer(MemoryStore())
        let refusals = await withTaskGroup(of: RegistryError.Code?.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    do {
                        try await importer.importNew()
                        return nil
                    } catch {
                        return (error as? RegistryError)?.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // They come one after the other, or one is refused.
        #expect(refusals.contains(nil))
        #expect(refusals.allSatisfy { $0 == nil || $0 == .invalidArgument })
    }

    @Test func `the event files are known to the registry with their places`() async throws {
        let registry = DataManager(store: MemoryStore())
        try await folder.importer(registry.store).importNew()
        let files = try await registry.files().elements
        #expect(files.count == 3)
        for file in files {
            let size = try FileManager.default.attributesOfItem(atPath: file.file)[.size] as? Int64
            #expect(file.fileType == "tensorboard" && file.otherFields["importedBytes"]?.intValue == size)
            #expect(file.file.hasPrefix(folder.directory))
        }
    }
}
