import Dispatch
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

/// Which journals of processes that died are taken up, and what is told of the others.
@Suite(.timeLimit(.minutes(5)))
struct LeftJournalTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    private func values() async -> [Double] { await bench.store.values(of: "Loss").sorted() }

    private var journals: [JournalFolder] { ((try? JournalFolder.all(in: bench.path("run/journal"))) ?? []) }

    @Test func `Who gives up before a journal is looked at owes it, and a folder without journals owes nothing`()
        async throws
    {
        await bench.store.set(.away)
        let first = bench.logger()
        first.logArtifact(["Loss": 1])
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        let (problems, begun) = (bench.problems, SharedCount())
        let goOn = DispatchSemaphore(value: 0)
        func recovery(_ roots: [String], except own: JournalFolder? = nil) -> JournalRecovery {
            JournalRecovery(
                roots: roots, except: own, surroundings: Workbench.surroundings, interval: .milliseconds(1),
                keepsSegments: false, report: { problems.add($0) }
            ) { _, _, _ in
                begun.increment()
                goOn.wait()
                return []
            }
        }
        let late = recovery([bench.path("run/journal")])
        late.start()
        while begun.value == 0 { await Task.yield() }
        late.giveUp()
        #expect(late.debts.map(\.isSettled) == [false])
        let own = recovery([bench.path("run/journal")], except: journals.first)
        own.start()
        own.giveUp()
        #expect(own.debts.isEmpty)
        let fresh = recovery([bench.path("other/journal")])
        fresh.start()
        fresh.giveUp()
        #expect(fresh.debts.isEmpty)
        goOn.signal()
        // Nothing is owed when it was looked at after all; its sinks are none.
        while !late.debts.isEmpty { await Task.yield() }
    }

    @Test func `A journal with a record that a sink refused stays, and is not taken up again and again`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["bad.name": 1, "Loss": 1])
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(journals.count == 1)
        let next = bench.logger()
        next.logArtifact(["Loss": 2])
        try await next.close()
        #expect(journals.count == 1)
    }

    @Test func `What a run left goes to no sink that its logger never had, and what it waits for is told once`()
        async throws
    {
        let (wanted, others) = (ListSink.List(), ListSink.List())
        let runs = Mutex<[RunID]>([])
        let isAway = Mutex(true)
        let own = AddedSink(name: "one & only") { _, _ in
            ListSink(
                wanted, name: "one & only",
                before: { if isAway.withLock({ $0 }) { throw RegistryError(.unavailable, "It is away.") } })
        }
        let other = AddedSink(name: "other") { run, _ in
            runs.withLock { $0.append(run) }
            return ListSink(others, name: "other")
        }
        let first = bench.logger { $0.addedSinks = [own] }
        first.logArtifact(["Loss": 1])
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        let second = bench.logger { $0.addedSinks = [other] }
        second.logArtifact(["Loss": 2])
        try await second.close()
        #expect(runs.withLock { $0 } == [second.runID])
        let names = try #require(journals.first).checkpointNames()
        #expect(names.contains(SafeFileName.encode("one & only")) && !names.contains("other"), "\(names)")
        let told = bench.problems.all.filter { $0.message.contains("does not have: one & only.") }
        #expect(told.count == 1 && told.first?.message.contains(bench.path("run/journal")) == true)
        // The files and the registry have it all the same.
        #expect(await values() == [1, 2])
        isAway.withLock { $0 = false }
        let third = bench.logger { $0.addedSinks = [own, other] }
        third.logArtifact(["Loss": 3])
        try await third.close()
        #expect(runs.withLock { $0 } == [second.runID, third.runID])
        #expect(!wanted.all.isEmpty && journals.isEmpty)
        #expect(await values() == [1, 2, 3])
    }

    @Test func `A logger without a registry is told once that a journal of its folder waits for one`() async throws {
        await bench.store.set(.away)
        let first = bench.logger()
        first.logArtifact(["Loss": 1])
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
        let second = bench.logger(into: nil)
        second.logArtifact(["Loss": 2])
        try await second.close()
        let told = bench.problems.all.filter { $0.message.contains("does not have: registry.") }
        #expect(told.count == 1 && told.first?.message.contains("visual-backend sync") == true)
        await bench.store.set(.normal)
        let third = bench.logger()
        third.logArtifact(["Loss": 3])
        try await third.close()
        #expect(await values() == [1, 3])
        #expect(journals.isEmpty)
    }

    /// A sink that leads to a server.
    private func tracker(
        at address: String?, _ list: ListSink.List, before: @escaping @Sendable () async throws -> Void = {}
    ) -> AddedSink {
        AddedSink(name: "tracker", address: address) { _, _ in ListSink(list, name: "tracker", before: before) }
    }

    /// A run whose tracker at `http://old` was away until its end.
    private func leaveForOldServer() async throws {
        let away = tracker(at: "http://old", ListSink.List()) { throw RegistryError(.unavailable, "It is away.") }
        let first = bench.logger { $0.addedSinks = [away] }
        first.logArtifact(["Loss": 1])
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(50)) }
    }

    @Test func `What was for one server waits for it and goes to no other, which is told once with both`() async throws
    {
        try await leaveForOldServer()
        let (old, new) = (ListSink.List(), ListSink.List())
        let second = bench.logger { $0.addedSinks = [tracker(at: "http://new", new)] }
        second.logArtifact(["Loss": 2])
        try await second.close()
        let count = new.all.count
        #expect(await values() == [1, 2])
        let journal = try #require(journals.first)
        let told = bench.problems.all.filter { $0.message.contains("does not have: tracker at http://old") }
        #expect(told.count == 1)
        #expect(told.first?.message.contains("(this logger's is at http://new)") == true)
        #expect(told.first?.message.contains("delete \(journal.addressPath("tracker"))") == true)
        let third = bench.logger { $0.addedSinks = [tracker(at: "http://old", old)] }
        third.logArtifact(["Loss": 3])
        try await third.close()
        // The start, the record and what belongs to it, of each of two runs.
        #expect(old.all.count == 2 * count && new.all.count == count && journals.isEmpty)
    }

    @Test func `A journal that notes no server goes to the sink of its name, also when the note was deleted`()
        async throws
    {
        try await leaveForOldServer()
        let journal = try #require(journals.first)
        #expect(try journal.address(of: "tracker") == "http://old")
        try FileManager.default.removeItem(atPath: journal.addressPath("tracker"))
        let new = ListSink.List()
        let second = bench.logger { $0.addedSinks = [tracker(at: "http://new", new)] }
        second.logArtifact(["Loss": 2])
        try await second.close()
        #expect(journals.isEmpty && !bench.problems.all.contains { $0.message.contains("does not have") })
        #expect(await values() == [1, 2])
        #expect(new.all.contains(0) && new.all.count.isMultiple(of: 2))
    }

    @Test func `What is left for a server is dropped when its checkpoint is deleted`() async throws {
        try await leaveForOldServer()
        try FileManager.default.removeItem(atPath: try #require(journals.first).checkpointPath("tracker"))
        let new = ListSink.List()
        let second = bench.logger { $0.addedSinks = [tracker(at: "http://new", new)] }
        second.logArtifact(["Loss": 2])
        try await second.close()
        #expect(new.all.filter { $0 == 0 }.count == 1)
        #expect(journals.isEmpty && !bench.problems.all.contains { $0.message.contains("does not have") })
        #expect(await values() == [1, 2])
    }

    @Test(arguments: ["http://old\u{1B}[2Jhunter2", String(repeating: "x", count: 3_000), "http://o\nhttp://p"])
    func `A note that is no address is not shown, and what is there waits`(note: String) async throws {
        try await leaveForOldServer()
        let journal = try #require(journals.first)
        try note.write(toFile: journal.addressPath("tracker"), atomically: true, encoding: .utf8)
        let new = ListSink.List()
        let second = bench.logger { $0.addedSinks = [tracker(at: "http://old", new)] }
        second.logArtifact(["Loss": 2])
        try await second.close()
        let told = bench.problems.all.filter { $0.message.contains("tracker, for nobody knows which server (") }
        #expect(told.count == 1 && told.first?.message.contains("is no address of a server.") == true)
        #expect(told.first?.message.contains("delete \(journal.addressPath("tracker"))") == true)
        #expect(!bench.problems.all.contains { $0.message.contains("hunter2") || $0.message.contains("xxx") })
        #expect(journals == [journal] && new.all.filter { $0 == 0 }.count == 1)
        // Written by hand, with the end of a line.
        try "http://old\n".write(toFile: journal.addressPath("tracker"), atomically: true, encoding: .utf8)
        let third = bench.logger { $0.addedSinks = [tracker(at: "http://old", new)] }
        third.logArtifact(["Loss": 3])
        try await third.close()
        #expect(journals.isEmpty && new.all.filter { $0 == 0 }.count == 3)
    }
}
