import BSONCoding
import RegistryTestKit
import Testing

@testable import RegistryCore

@Suite("Infinities in summaries")
struct SeriesSummaryInfinityTests {
    private func points(_ values: [Double]) -> [SeriesPoint] {
        values.enumerated().map { index, value in
            SeriesPoint(
                step: Step(Int64(index)), time: WallTime(millisecondsSince1970: 0), value: value,
                sequence: Int64(index))
        }
    }

    private func summary(_ values: [Double]) throws -> SeriesSummary {
        try #require(SeriesSummary(points: points(values)))
    }

    @Test func `infinities are counted and hide no finite extreme`() throws {
        let found = try summary([1, .infinity, 7, -.infinity, .infinity, .nan, -3, 0])
        #expect(found.positiveInfinityCount == 2 && found.negativeInfinityCount == 1 && found.nanCount == 1)
        #expect(found.finiteMinimum == -3 && found.finiteMaximum == 7)
        #expect(found.minimum == -.infinity && found.maximum == .infinity)
        let above = try summary([.infinity, .nan])
        #expect(above.minimum == .infinity && above.maximum == .infinity && above.finiteMinimum.isNaN)
        let below = try summary([-.infinity])
        #expect(below.minimum == -.infinity && below.maximum == -.infinity && below.finiteMaximum.isNaN)
    }

    @Test func `a summary without infinities is stored as before`() throws {
        #expect(try summary([1, .nan, -0.0]).document.count == 12)
        #expect(try summary([1, .infinity]).document.count == 16)
    }

    @Test func `a stored summary that does not count its infinities is read`() throws {
        var document = try summary([4, .infinity, 9, -.infinity, -.infinity, 5]).document
        for field in ["posInf", "negInf", "finiteMin", "finiteMax"] { document[field] = nil }
        let found = try #require(SeriesSummary(document: document))
        #expect(found.minimum == -.infinity && found.maximum == .infinity)
        #expect(found.positiveInfinityCount == 1 && found.negativeInfinityCount == 1)
        #expect(found.finiteMinimum == 4 && found.finiteMaximum == 5)
        // What is made of it is read again, also merged with a whole one.
        #expect(SeriesSummary(document: found.document) == found)
        let merged = found.merging(try summary([100, .infinity]))
        #expect(SeriesSummary(document: merged.document) == merged)
        #expect(merged.finiteMaximum == 100 && merged.positiveInfinityCount == 2)
    }

    @Test func `counts of infinities that contradict the rest are not read`() throws {
        let document = try summary([4, .infinity, 9, -.infinity]).document
        for (field, value) in [
            ("posInf", -1), ("posInf", 4), ("posInf", 0), ("negInf", .int(.max)), ("negInf", 0), ("finiteMin", 10),
            ("finiteMax", .double(.infinity)), ("finiteMin", .double(.nan)), ("min", 4), ("max", 9),
        ] as [(String, Value)] {
            var damaged = document
            damaged[field] = value
            #expect(SeriesSummary(document: damaged) == nil, "\(field) = \(value)")
        }
        for field in ["posInf", "negInf", "finiteMin", "finiteMax"] {
            var damaged = document
            damaged[field] = nil
            #expect(SeriesSummary(document: damaged) == nil, "without \(field)")
        }
    }

    @Test func `strands count infinities, those written before are read, and others are damaged`() throws {
        var values = (0..<200).map { Double($0) }
        values[3] = .infinity
        values[4] = .infinity
        values[70] = .infinity
        values[150] = -.infinity
        let series = SeriesID(run: StoreContract.someRun(), metric: "loss")
        let block = SeriesBlock(id: SeriesBlock.ID(ObjectID()), series: series, points: points(values)[...])
        #expect(block.strands.first == 2)
        #expect(try block.strandSummaries().map(\.positiveInfinityCount) == [2, 1, 0, 0])
        #expect(try block.strandSummaries().map(\.finiteMaximum) == [63, 127, 191, 199])
        // The strands as they were written before, with the extremes of all values.
        let strands = try block.strandSummaries()
        var writer = ColumnWriter()
        writer.write(byte: 1)
        writer.write(unsigned: UInt64(strands.count))
        writer.write(column: strands.map { Int64($0.nanCount) })
        writer.write(column: strands.map(\.firstStep.rawValue))
        writer.write(column: strands.map(\.lastStep.rawValue))
        writer.write(column: strands.map(\.firstTime.millisecondsSince1970))
        writer.write(column: strands.map(\.lastTime.millisecondsSince1970))
        writer.write(column: strands.map(\.sequenceOfFirst))
        writer.write(column: strands.map(\.sequenceOfLast))
        for column in [strands.map(\.minimum), strands.map(\.maximum), strands.map(\.first), strands.map(\.last)] {
            writer.write(doubles: column)
        }
        let old = try SeriesBlock(
            id: block.id, series: series, summary: block.summary, firstSequence: block.firstSequence,
            lastSequence: block.lastSequence, strands: writer.bytes, columns: block.columns)
        #expect(try old.strandSummaries().map(\.maximum) == [.infinity, .infinity, 191, 199])
        let without = SeriesBlock(
            id: block.id, series: series, points: points((0..<200).map { Double($0) })[...])
        #expect(without.strands.first == 1)
        let wrong = try SeriesBlock(
            id: block.id, series: series, summary: block.summary, firstSequence: block.firstSequence,
            lastSequence: block.lastSequence, strands: without.strands, columns: block.columns)
        #expect(throws: RegistryError.self) { try wrong.strandSummaries() }
    }
}
