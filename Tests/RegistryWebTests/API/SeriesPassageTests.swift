import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistryWeb

@Suite struct SeriesPassageTests {
    @Test(arguments: [1, 100, 1_000, 20_000])
    func `points come in order and once, however blocks overlap`(most: Int) async throws {
        let fixture = try await WritingFixture()
        let series = SeriesID(run: fixture.run, metric: "a")
        let time = WallTime(millisecondsSince1970: 0)
        var random = SeededGenerator(seed: UInt64(most))
        var all: [SeriesPoint] = []
        for sequence in 0..<Int64(40) {
            // Each call goes over the same steps, and some points of a call stand at one place.
            let points = (0..<300).map { _ in
                SeriesPoint(
                    step: Step(Int64.random(in: 0...500, using: &random)), time: time, value: Double(sequence),
                    sequence: sequence)
            }
            try await fixture.store.append([SeriesAppend(series: series, points: points)])
            all += points
        }
        var passage = SeriesPassage(of: series, in: fixture.store, most: most)
        var found: [SeriesPoint] = []
        while let points = try await passage.next() {
            #expect(!points.isEmpty && points.count <= most + 300)
            found += points
            if most == 1, found.count > 30 { break }
        }
        let places = { (points: [SeriesPoint]) in points.map { [$0.step.rawValue, $0.sequence] } }
        let expected = all.sorted { $0.precedes($1) }
        #expect(places(found) == places(Array(expected.prefix(most == 1 ? found.count : expected.count))))
    }

    @Test func `a series without points has no points`() async throws {
        let fixture = try await WritingFixture()
        var passage = SeriesPassage(of: SeriesID(run: fixture.run, metric: "a"), in: fixture.store)
        #expect(try await passage.next() == nil)
    }
}
