import Dispatch
import Foundation
import RegistryCore
import Testing

@testable import TrainingLog

@Suite(.timeLimit(.minutes(1)))
struct SinkDriverTests {
    private let time = WallTime(millisecondsSince1970: 0)
    private let surroundings = Surroundings(
        now: { WallTime(millisecondsSince1970: 0) }, sleep: { _ in await Task.yield() })

    @Test func `A sink beside one that never answers gets everything`() async {
        let record: Document = ["Loss": 1]
        let quick = ListSink.List()
        let silent = ListSink.List()
        let (answers, answer) = AsyncStream<Void>.makeStream()
        let channel = LogChannel(laneCount: 2, limitInBytes: record.memorySize * 10)
        let driver = SinkDriver(
            makers: [
                SinkMaker(name: "silent", blocksItsThread: false) {
                    ListSink(silent) { for await _ in answers { break } }
                },
                SinkMaker(name: "quick", blocksItsThread: false) { ListSink(quick) },
            ], channel: channel, surroundings: surroundings, report: { _ in })
        let task = Task { await driver.run() }
        // The queue has room for ten: a thousand pass through it only when the quick sink waits for nobody.
        for index in 0..<1_000 {
            _ = channel.append(record, at: time)
            if index % 5 == 4 { while quick.all.count <= index { await Task.yield() } }
        }
        #expect(quick.all == (0..<1_000).map { Int64($0) })
        #expect(silent.all.isEmpty)
        let debts = channel.debts(of: ["silent", "quick"])
        #expect(debts[0].lost > 900)
        #expect(debts[1].lost == 0)
        answer.finish()
        channel.requestEnd(.finished)
        await task.value
        #expect(silent.all.last == 999)
    }

    @Test func `Sinks that hold up their threads hold up no other task`() async {
        let count = ProcessInfo.processInfo.activeProcessorCount + 2
        let gate = DispatchSemaphore(value: 0)
        let (starts, start) = AsyncStream<Void>.makeStream()
        let lists = (0..<count).map { _ in ListSink.List() }
        let channel = LogChannel(laneCount: count, limitInBytes: 1 << 20)
        let makers = lists.map { list in
            SinkMaker(name: "blocking", blocksItsThread: true) {
                ListSink(list) {
                    start.yield()
                    Self.wait(gate)
                }
            }
        }
        let driver = SinkDriver(makers: makers, channel: channel, surroundings: surroundings, report: { _ in })
        let task = Task { await driver.run() }
        _ = channel.append(["Loss": 1], at: time)
        // All of them hold a thread now, more than the common pool has, and this test still goes on.
        var started = 0
        for await _ in starts {
            started += 1
            if started == count { break }
        }
        #expect(lists.flatMap(\.all) == [])
        for _ in 0..<count { gate.signal() }
        channel.requestEnd(.finished)
        await task.value
        #expect(lists.map(\.all) == Array(repeating: [0], count: count))
    }

    private static func wait(_ gate: DispatchSemaphore) { gate.wait() }
}
