import EventFiles
import Foundation
import Logging
import RegistryCore
import RegistryTestKit
import ServiceLifecycle
import Synchronization
import Testing

@testable import visual_backend

@Suite struct WatchServiceTests {
    /// Ends its group once the store has what is waited for.
    private final class Ending: Service {
        private let group = Mutex<ServiceGroup?>(nil)
        private let isReached: @Sendable () async throws -> Bool

        init(when isReached: @escaping @Sendable () async throws -> Bool) { self.isReached = isReached }

        func belong(to group: ServiceGroup) { self.group.withLock { $0 = group } }

        func run() async throws {
            while try await !isReached() { await Task.yield() }
            await group.withLock { $0 }?.triggerGracefulShutdown()
            try await gracefulShutdown()
        }
    }

    private func follow(_ folder: String, _ store: MemoryStore, until ending: Ending) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let group = ServiceGroup(
            services: [WatchService(folder: folder, store: store, interval: .milliseconds(1), logger: logger), ending],
            logger: logger)
        ending.belong(to: group)
        try await group.run()
    }

    @Test func `a watch imports what is there and ends with its group`() async throws {
        let folder = try OwnedFolder()
        let writer = try EventFileWriter(
            in: folder.url.appending(path: "a"),
            name: EventFileName(unixSeconds: 1_700_000_000, host: "machine", processID: 1, unique: 0),
            wallTime: 1_700_000_000)
        try writer.append([.scalar("loss", 1)], step: 0, wallTime: 1_700_000_000)
        try writer.close()
        let store = MemoryStore()
        try await follow(
            folder.path, store,
            until: Ending(when: {
                try await store.count(in: .runs, matching: .field("status", .equals(.string("finished")))) == 1
            }))
        #expect(try await store.count(in: .files, matching: .everything) == 1)
    }

    @Test func `a folder that turns out to be lavd's is told with the runs that are left`() {
        let told = WatchService.changeOfKind(leaving: ["a", "b\u{1B}[2J"])
        #expect(told.contains("followed as lavd's from now on. Runs that were made of its event files"))
        #expect(told.contains("a, b") && told.contains("Delete those that are there twice") && !told.contains("\u{1B}"))
        #expect(!WatchService.changeOfKind(leaving: []).contains("Delete"))
        #expect(WatchService.changeOfKind(leaving: (0..<7).map { "r\($0)" }).contains("r4 and 2 more."))
    }

    @Test func `a watch that waits for its folder ends as well`() async throws {
        try await follow("/nowhere/logs", MemoryStore(), until: Ending(when: { true }))
    }
}
