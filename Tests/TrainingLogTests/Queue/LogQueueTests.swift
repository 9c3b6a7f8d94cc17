import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

struct LogQueueTests {
    private let record: Document = ["Loss": 1]
    private let time = WallTime(millisecondsSince1970: 0)

    @Test func `Every lane takes every entry once, in order, at its own pace`() {
        var queue = LogQueue(laneCount: 2, limitInBytes: 1 << 20)
        for _ in 0..<5 { #expect(queue.append(record, at: time) == [0, 0]) }
        #expect(queue.take(0, atMost: 3).map(\.sequence) == [0, 1, 2])
        #expect(queue.take(1, atMost: 100).map(\.sequence) == [0, 1, 2, 3, 4])
        #expect(queue.take(0, atMost: 100).map(\.sequence) == [3, 4])
        #expect(queue.take(0, atMost: 100).isEmpty)
    }

    @Test func `An entry that every lane took makes room`() {
        var queue = LogQueue(laneCount: 2, limitInBytes: 1 << 20)
        for _ in 0..<3 { _ = queue.append(record, at: time) }
        let size = queue.sizeInBytes
        _ = queue.take(0, atMost: 3)
        #expect(queue.sizeInBytes == size)
        _ = queue.take(1, atMost: 2)
        #expect(queue.sizeInBytes == size / 3)
    }

    @Test func `What was taken counts as undelivered until it has arrived`() {
        var queue = LogQueue(laneCount: 1, limitInBytes: 1 << 20)
        for _ in 0..<3 { _ = queue.append(record, at: time) }
        _ = queue.take(0, atMost: 2)
        #expect(queue.undelivered(0) == 3)
        queue.settle(0, rejected: 1)
        #expect(queue.undelivered(0) == 1)
        #expect(queue.lanes[0].rejected == 1)
    }

    @Test func `A full queue gives up the oldest, and only for lanes that had not taken them`() {
        var queue = LogQueue(laneCount: 2, limitInBytes: record.memorySize * 2)
        _ = queue.append(record, at: time)
        _ = queue.append(record, at: time)
        _ = queue.take(0, atMost: 1)
        #expect(queue.append(record, at: time) == [0, 1])
        #expect(queue.append(record, at: time) == [1, 1])
        #expect(queue.take(0, atMost: 9).map(\.sequence) == [2, 3])
        #expect(queue.take(1, atMost: 9).map(\.sequence) == [2, 3])
        #expect(queue.lanes.map(\.lost) == [1, 2])
    }

    @Test func `The newest entry stays, however large it is`() {
        var queue = LogQueue(laneCount: 1, limitInBytes: 10)
        _ = queue.append(record, at: time)
        #expect(queue.append(["Text": .string(String(repeating: "x", count: 1_000))], at: time) == [1])
        #expect(queue.take(0, atMost: 9).map(\.sequence) == [1])
    }

    @Test func `Whatever happens, each entry is taken, lost or still there, for every lane`() {
        let seed: UInt64 = 4_711
        var generator = SeededGenerator(seed: seed)
        for round in 0..<200 {
            let laneCount = Int.random(in: 1...3, using: &generator)
            var queue = LogQueue(
                laneCount: laneCount, limitInBytes: record.memorySize * Int.random(in: 1...20, using: &generator))
            var taken = Array(repeating: [Int64](), count: laneCount)
            for _ in 0..<3_000 {
                if Bool.random(using: &generator) {
                    _ = queue.append(record, at: time)
                } else {
                    let lane = Int.random(in: 0..<laneCount, using: &generator)
                    taken[lane] += queue.take(lane, atMost: Int.random(in: 0...30, using: &generator)).map(\.sequence)
                    queue.settle(lane, rejected: 0)
                }
            }
            for lane in 0..<laneCount {
                #expect(taken[lane] == Array(Set(taken[lane])).sorted(), "seed \(seed), round \(round)")
                #expect(
                    taken[lane].count + queue.lanes[lane].lost + queue.undelivered(lane) == Int(queue.nextSequence),
                    "seed \(seed), round \(round)")
            }
            #expect(queue.sizeInBytes <= record.memorySize * 20, "seed \(seed), round \(round)")
        }
    }
}
