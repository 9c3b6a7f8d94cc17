import Dispatch
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

@Suite(.timeLimit(.minutes(5)))
struct SinkDriverTests {
    private let folder: OwnedFolder
    private let journalFolder: JournalFolder
    private let journal: JournalWriter
    private let time = Workbench.startTime

    init() throws {
        folder = try OwnedFolder()
        var generator = SeededGenerator(seed: 1)
        journalFolder = JournalFolder(
            root: folder.path, run: RunID(time: Workbench.startTime, using: &generator), writer: 0)
        journal = JournalWriter(
            folder: journalFolder, durability: .written, limits: JournalLimits(diskInBytes: 1 << 30, policy: .wait),
            firstSequence: 0, report: { _ in })
    }

    private func driver(_ makers: [SinkMaker]) -> (driver: SinkDriver, board: LaneBoard) {
        let board = LaneBoard(laneCount: makers.count)
        journal.whenWritten { board.wake() }
        let driver = SinkDriver(
            makers: makers, source: JournalSource(folder: journalFolder, writer: journal), board: board,
            surroundings: Workbench.surroundings, keepsSegments: false, interval: .seconds(2), report: { _ in })
        return (driver, board)
    }

    private func append() { _ = journal.append { $0.addScalar("x", 1, step: 0, time: time) } }

    private func end() {
        _ = journal.append(isLast: true) { buffer in
            buffer.add(.end, time: time, body: (try? (["status": "finished"] as Document).bson()) ?? [])
        }
    }

    @Test func `A sink beside one that never answers gets everything`() async {
        let quick = ListSink.List()
        let silent = ListSink.List()
        let (answers, answer) = AsyncStream<Void>.makeStream()
        let (driver, board) = driver([
            SinkMaker(name: "silent") { ListSink(silent, name: "silent") { for await _ in answers { break } } },
            SinkMaker(name: "quick") { ListSink(quick, name: "quick") },
        ])
        let task = Task { await driver.run() }
        for index in 0..<1_000 {
            append()
            if index % 5 == 4 { while quick.all.count <= index { await Task.yield() } }
        }
        #expect(silent.all.isEmpty)
        answer.finish()
        end()
        await task.value
        #expect(quick.all == silent.all)
        #expect(board.lanes.map(\.passed) == [1_000, 1_000])
        #expect(!FileManager.default.fileExists(atPath: journalFolder.path))
    }

    @Test func `Sinks that hold up their threads hold up no other task`() async {
        let count = ProcessInfo.processInfo.activeProcessorCount + 2
        let gate = DispatchSemaphore(value: 0)
        let (starts, start) = AsyncStream<Void>.makeStream()
        let lists = (0..<count).map { _ in ListSink.List() }
        let makers = lists.enumerated().map { index, list in
            SinkMaker(name: "blocking") {
                ListSink(list, name: "blocking \(index)") {
                    start.yield()
                    Self.wait(gate)
                }
            }
        }
        let (driver, _) = driver(makers)
        let task = Task { await driver.run() }
        append()
        // All of them hold a thread now, more than the common pool has, and this test still goes on.
        var started = 0
        for await _ in starts {
            started += 1
            if started == count { break }
        }
        #expect(lists.flatMap(\.all) == [])
        for _ in 0..<count { gate.signal() }
        end()
        await task.value
        #expect(lists.map(\.all) == Array(repeating: [1], count: count))
    }

    @Test(.timeLimit(.minutes(5)))
    func `A sink whose place is closed is tried on as long as nobody waits, and once more then`() async throws {
        let list = ListSink.List()
        let tries = SharedCount()
        var closed = SinkMaker(name: "closed") {
            ListSink(list, name: "closed") {
                tries.increment()
                throw RegistryError(.accessDenied, "It cannot be written to.")
            }
        }
        closed.isPlaceClosed = true
        let (driver, board) = driver([closed])
        let task = Task { await driver.run() }
        append()
        end()
        // The logger was let go and not closed.
        board.beginClosing()
        while tries.value < 4 { await Task.yield() }
        board.beginWaiting()
        await task.value
        #expect(list.all.isEmpty && board.lanes.map(\.isFinished) == [false])
        // It is there for whoever comes next.
        #expect(FileManager.default.fileExists(atPath: journalFolder.path))
    }

    @Test(.timeLimit(.minutes(5)))
    func `A sink whose place was closed at the beginning is waited for once something was brought there`() async {
        let list = ListSink.List()
        let tries = SharedCount()
        var opened = SinkMaker(name: "opened") {
            ListSink(list, name: "opened") {
                tries.increment()
                if 2...4 ~= tries.value { throw RegistryError(.unavailable, "The disk is full.") }
            }
        }
        opened.isPlaceClosed = true
        let (driver, board) = driver([opened])
        let task = Task { await driver.run() }
        append()
        while list.all.isEmpty { await Task.yield() }
        board.beginWaiting()
        append()
        end()
        await task.value
        #expect(list.all == [1, 2] && board.lanes.map(\.isFinished) == [true])
        #expect(!FileManager.default.fileExists(atPath: journalFolder.path))
    }

    private static func wait(_ gate: DispatchSemaphore) { gate.wait() }
}
