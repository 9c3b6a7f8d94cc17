import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Runs that end badly, and what the next process makes of them.
@Suite(.timeLimit(.minutes(5)))
struct ResumptionTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    private func values() async -> [Double] { await bench.store.values(of: "Loss").sorted() }

    @Test func `A run that is continued is one run, running until it ends again`() async throws {
        let first = bench.logger()
        first.logArtifact(["Loss": 1, "iteration": 1])
        try await first.close(status: .failed, message: "out of memory")
        let failed = try #require(await bench.store.runs[first.runID.description])
        #expect(failed["status"] == "failed")
        #expect(failed["statusMessage"] == "out of memory")
        let second = bench.logger(into: bench.store, resuming: first.runID)
        second.logArtifact(["Loss": 2, "iteration": 2])
        await bench.store.wait { $0.artifacts.count == 2 }
        #expect(await bench.store.runs[first.runID.description]?["status"] == "running")
        try await second.close()
        #expect(await bench.store.runs.count == 1)
        #expect(await bench.store.runs[first.runID.description]?["status"] == "finished")
        #expect(await values() == [1, 2])
        #expect(Set(await bench.store.artifacts.map { $0["_seq"] }).count == 2)
        #expect(Set(await bench.store.artifacts.map { $0["_run"] }).count == 1)
    }

    @Test func `What closing could not deliver, the next logger in the folder delivers, with the run's end`()
        async throws
    {
        await bench.store.set(.away)
        let first = bench.logger()
        for loss in 0..<20 { first.logArtifact(["Loss": Value(loss)]) }
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        await bench.store.set(.normal)
        let second = bench.logger()
        second.logArtifact(["Loss": 20])
        try await second.close()
        #expect(await values() == (0...20).map { Double($0) })
        #expect(await bench.store.runs[first.runID.description]?["status"] == "finished")
        #expect(try bench.scalars()["Loss"]?.count == 21)
        #expect(!FileManager.default.fileExists(atPath: bench.path("run/journal")))
    }

    @Test func `What a continuation that died left does not make an ended run go on again`() async throws {
        let first = bench.logger()
        first.logScalar("Loss", 1, step: 1)
        try await first.close()
        await bench.store.set(.away)
        let second = bench.logger(into: bench.store, logDir: "other", resuming: first.runID)
        second.logScalar("Loss", 2, step: 2)
        await #expect(throws: RegistryError.self) { try await second.close(deadline: .milliseconds(50)) }
        await bench.store.set(.normal)
        // As if it had died before its end: only the beginning of its journal is left.
        let journal = try #require(try JournalFolder.all(in: bench.path("other/journal")).first)
        let path = journal.segmentPath(0)
        try Data(try Data(contentsOf: URL(filePath: path)).dropLast(10)).write(to: URL(filePath: path))
        let store = bench.store
        let sync = try await JournalSync(below: bench.path("other"), openStore: { store }, onProblem: { _ in })
        #expect(sync.journalCount == 1 && sync.debts.isEmpty)
        #expect(await values() == [1, 2])
        #expect(await bench.store.runs[first.runID.description]?["status"] == "finished")
    }

    @Test func `An end that could not be delivered is still there after checkpoints were kept`() async throws {
        let logger = bench.logger { $0.checkpointInterval = .milliseconds(5) }
        logger.logScalar("Loss", 1, step: 1)
        await bench.store.wait { $0.points.count == 1 }
        await bench.store.set(.away)
        // Long enough for many checkpoints while the end is tried again and again.
        await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(200)) }
        await bench.store.set(.normal)
        let next = bench.logger()
        next.logScalar("Loss", 2, step: 2)
        try await next.close()
        #expect(await bench.store.runs[logger.runID.description]?["status"] == "finished")
    }

    @Test func `A journal that the registry needs stays while a logger without a registry works in its folder`()
        async throws
    {
        await bench.store.set(.away)
        let first = bench.logger()
        first.logScalar("Loss", 1, step: 1)
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        let second = bench.logger(into: nil)
        second.logScalar("Loss", 2, step: 2)
        try await second.close()
        await bench.store.set(.normal)
        let third = bench.logger()
        third.logScalar("Loss", 3, step: 3)
        try await third.close()
        #expect(await values() == [1, 3])
        #expect(try bench.scalars()["Loss"]?.count == 3)
    }

    @Test func `A damaged journal is reported once and stays`() async throws {
        let logger = bench.logger(into: nil) { $0.keepsJournal = true }
        for loss in 0..<20 { logger.logArtifact(["Loss": Value(loss)]) }
        try await logger.close()
        let journal = try #require(try JournalFolder.all(in: bench.path("run/journal")).first)
        let segment = URL(filePath: journal.segmentPath(0))
        var bytes = [UInt8](try Data(contentsOf: segment))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: segment)
        let store = bench.store
        let sync = try await JournalSync(below: bench.folder.path, openStore: { store }, onProblem: { _ in })
        #expect(sync.debts.contains { $0.lost > 0 })
        #expect(await values().count == 19)
        for _ in 0..<2 {
            let next = bench.logger()
            next.logScalar("Other", 1, step: 1)
            try await next.close()
        }
        #expect(FileManager.default.fileExists(atPath: journal.path))
    }

    @Test func `An event file that was deleted after a crash is begun anew`() async throws {
        await bench.store.set(.away)
        let first = bench.logger()
        first.logScalar("Loss", 1, step: 1)
        while (try? bench.scalars()["Loss"]?.count) != 1 { await Task.yield() }
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        let journal = try #require(try JournalFolder.all(in: bench.path("run/journal")).first)
        // As if TensorBoard's sink had not finished.
        let path = journal.checkpointPath("TensorBoard")
        var checkpoint = try Document(json: String(contentsOfFile: path, encoding: .utf8))
        try #require(checkpoint["isFinished"] != nil)
        checkpoint["isFinished"] = false
        try checkpoint.json().write(toFile: path, atomically: true, encoding: .utf8)
        for name in try bench.files() where name.contains("tfevents") {
            try FileManager.default.removeItem(atPath: bench.path(name))
        }
        await bench.store.set(.normal)
        let second = bench.logger()
        second.logScalar("Loss", 2, step: 2)
        try await second.close()
        #expect(await values() == [1, 2])
    }

    @Test func `The experiment is that of the first record, whenever it comes`() async throws {
        let logger = bench.logger()
        logger.logScalar("Loss", 1, step: 1)
        await bench.store.wait { $0.points.count == 1 }
        logger.logArtifact(["ExperimentName": "Late", "Loss": 2])
        try await logger.close()
        #expect(await bench.store.runs[logger.runID.description]?["experiment"] == "Late")
        let named = bench.logger { $0.experiment = "default" }
        named.logArtifact(["ExperimentName": "Other", "Loss": 2])
        try await named.close()
        #expect(await bench.store.runs[named.runID.description]?["experiment"] == "default")
    }

    @Test func `A journal that is kept can be brought to another store`() async throws {
        let logger = bench.logger(into: nil) { $0.keepsJournal = true }
        for loss in 0..<20 { logger.logArtifact(["Loss": Value(loss), "iteration": Value(loss)]) }
        try await logger.close()
        let before = try bench.scalars()
        let store = bench.store
        let sync = try await JournalSync(below: bench.folder.path, openStore: { store }, onProblem: { _ in })
        #expect(sync.journalCount == 1 && sync.debts.isEmpty)
        #expect(await values() == (0..<20).map { Double($0) })
        #expect(await bench.store.runs[logger.runID.description]?["status"] == "finished")
        #expect(try bench.scalars() == before)
    }

    @Test func `Parameters are TensorBoard's hyper-parameters, and the end says how it went`() async throws {
        let logger = bench.logger { $0.parameters = ["lr": 0.1, "optimizer": "adam", "deep": true] }
        logger.logScalar("Loss", 1, step: 1)
        try await logger.close()
        var tags: [String] = []
        for name in try bench.files() where name.contains("tfevents") {
            let reader = try EventFileReader(URL(filePath: bench.path(name)))
            while let event = try reader.next() {
                if case .summary(let values) = event.content { tags += values.map(\.tag) }
            }
        }
        #expect(tags == ["_hparams_/session_start_info", "Loss", "_hparams_/session_end_info"])
    }

    @Test func `An inspection says what is in a journal, how far each sink is, and where it is damaged`() async throws {
        let logger = bench.logger(into: nil) { $0.keepsJournal = true }
        for loss in 0..<20 { logger.logArtifact(["Loss": Value(loss)]) }
        try await logger.close()
        let journal = try #require(try JournalInspection(below: bench.folder.path).journals.first)
        #expect(journal.entryCount == 22)
        #expect(journal.isIntact && !journal.isLive && journal.ending == .finished)
        #expect(journal.sinks.map(\.name) == ["CSV", "TensorBoard", "images", "media"])
        #expect(journal.sinks.allSatisfy { $0.isFinished })
        let segment = journal.path + "/segment-00000000.journal"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: segment)))
        bytes[200] ^= 1
        try Data(bytes).write(to: URL(filePath: segment))
        let damaged = try JournalInspection(below: bench.path("run"))
        #expect(!damaged.isIntact)
        #expect(damaged.journals.first?.damages.first?.contains(segment) == true)
        #expect(throws: RegistryError.self) { try JournalInspection(below: bench.path("nowhere")) }
    }

    @Test func `Images of every shape and kind of number become the same PNG`() async throws {
        let gray: [UInt8] = [0, 128, 255, 64]
        let forms: [ImageArray] = try [
            ImageArray(gray, shape: [2, 2]), ImageArray(gray, shape: [1, 2, 2]), ImageArray(gray, shape: [2, 2, 1]),
            ImageArray(gray + gray, shape: [2, 1, 2, 2]), ImageArray(gray.map { Float($0) / 255 }, shape: [2, 2]),
            ImageArray(gray.map { Double($0) / 255 }, shape: [1, 2, 2]),
        ]
        #expect(Set(forms).count == 1)
        let first = try ImageArray([1 as UInt8, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], shape: [3, 2, 2])
        let last = try ImageArray([1 as UInt8, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12], shape: [2, 2, 3])
        #expect(first == last)
        for (count, shape) in [
            (4, [4]), (5, [2, 2]), (8, [2, 2, 2]), (9, [3, 1, 3]), (0, [0, 2]), (16, [1, 1, 1, 4, 4]),
        ] {
            #expect(throws: RegistryError.self) { try ImageArray([UInt8](repeating: 0, count: count), shape: shape) }
        }
        for wrong: Float in [255, -1, .nan, .infinity] {
            let error = #expect(throws: RegistryError.self) { try ImageArray([wrong], shape: [1, 1]) }
            #expect(error?.message.contains("0 to 1") == true)
        }
    }

    @Test func `A record with an image names its file and tag, and both files are there`() async throws {
        let logger = bench.logger()
        let image = try ImageArray([UInt8](repeating: 200, count: 12), shape: [2, 2, 3])
        logger.logArtifactWithImage(
            ["ModelName": "Net", "Loss": 1, "TrainingIteration": 7, "ArtifactID": Workbench.objectID], image)
        try await logger.close()
        let path = bench.path("run/image/Net_12345_image_7.png")
        #expect(
            await bench.store.artifacts.first?["ImageInfo"]
                == ["ImagePath": .string(path), "Tag": "Net_12345_image"])
        #expect(try Data(contentsOf: URL(filePath: path)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(logger.getLogTypes()["image"] == bench.path("run/image"))
    }
}
