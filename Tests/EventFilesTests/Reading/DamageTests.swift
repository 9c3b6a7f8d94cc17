import RegistryTestKit
import Testing

@testable import EventFiles

/// Every way to damage a small file, read through the batches that an importer sees.
struct DamageTests {
    private let events: [Event]
    private let records: [[UInt8]]
    private var starts: [Int] { records.indices.map { records[..<$0].reduce(0) { $0 + $1.count } } }

    init() throws {
        var events = [Samples.firstEvent, Samples.scalar("loss", 0, step: 0), Samples.scalar("loss", 1, step: 1)]
        events.append(Event(wallTime: 1, step: 2, content: .summary([.text("note", LoggedText("hi"))])))
        events.append(Samples.scalar("loss", 2, step: 2))
        self.events = events
        records = events.map(Samples.record)
    }

    @Test func `A file cut at every byte gives all whole records and no report`() throws {
        let bytes = records.flatMap(\.self)
        for length in 0...bytes.count {
            let whole = starts.indices.count { starts[$0] + records[$0].count <= length }
            let (steps, reports, outcome) = try read(Array(bytes.prefix(length)))
            #expect(steps == expectedSteps(0..<whole))
            #expect(reports.isEmpty)
            #expect(outcome == .end)
        }
    }

    @Test func `A flipped bit at every byte costs one record, or in a length what is behind`() throws {
        let bytes = records.flatMap(\.self)
        for index in bytes.indices {
            for bit in [0, 3, 7] {
                var damaged = bytes
                damaged[index] ^= 1 << bit
                let record = starts.lastIndex { $0 <= index } ?? 0
                let isInLength = index - starts[record] < RecordFraming.headerLength
                let (steps, reports, outcome) = try read(damaged)
                let left = isInLength ? Array(0..<record) : records.indices.filter { $0 != record }
                #expect(steps == expectedSteps(left), "byte \(index), bit \(bit)")
                #expect(outcome == (isInLength ? .lost : .end))
                #expect(reports.map(\.kind) == (isInLength ? [] : [.damagedRecord]))
                #expect(reports.allSatisfy { $0.byteOffset == starts[record] })
            }
        }
    }

    @Test func `Nothing that can be in a file makes the reader trap`() throws {
        let seed: UInt64 = 4_711
        var generator = SeededGenerator(seed: seed)
        let everything = try Everything.values().map(\.value)
        for round in 0..<3_000 {
            let value = everything.randomElement(using: &generator) ?? .scalar("x", 1)
            var data = EventEncoder.encode(Event(wallTime: 1, step: 1, content: .summary([value])))
            // The front is where the structure is; pixels are of no interest.
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let index = Int.random(in: 0..<min(data.count, 300), using: &generator)
                data[index] = UInt8.random(in: 0...255, using: &generator)
            }
            var bytes = Samples.scalarRecord
            RecordFraming.append(to: &bytes) { $0 += data }
            let (steps, _, outcome) = try read(bytes + Samples.scalarRecord)
            #expect(outcome == .end, "seed \(seed), round \(round)")
            #expect(steps.count { $0 == 7 } >= 2, "seed \(seed), round \(round)")
        }
    }

    private func expectedSteps(_ indices: some Sequence<Int>) -> [Int64] {
        indices.filter { $0 > 0 }.map { events[$0].step }.sorted()
    }

    private func read(_ bytes: [UInt8]) throws -> (steps: [Int64], reports: [LogReport], BatchReader.Outcome) {
        var reader = BatchReader(limits: ReadingLimits())
        var builder = BatchBuilder(file: "file", limits: ReadingLimits())
        var tags = TagTable()
        let outcome = try reader.fill(&builder, from: MemoryFile(bytes), &tags)
        let batch = builder.batch(run: ".", tags: tags.tags, endOffset: reader.offset)
        return ((batch.scalars.map(\.step) + batch.values.map(\.step)).sorted(), batch.reports, outcome)
    }
}
