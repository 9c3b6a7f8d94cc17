import BenchmarkKit
import Testing

@Suite("Costs and times")
struct CostTests {
    private static func cost(_ seconds: Double, calls: Cost.Calls? = nil) -> Cost {
        Cost(count: 1_000, seconds: seconds, processorSeconds: 0.1, peakMegabytes: 20.5, calls: calls)
    }

    @Test("What a child prints its parent reads", arguments: [nil, Cost.Calls(median: 0.1, slowest: 1e-7)])
    func roundTrip(_ calls: Cost.Calls?) {
        let cost = Self.cost(1 / 3, calls: calls)
        #expect(Cost(line: cost.line) == cost)
    }

    @Test("A line from Python is read")
    func python() {
        let cost = Cost(line: "50000 1.5e+0 0.25 31.4\n")
        #expect(cost == Cost(count: 50_000, seconds: 1.5, processorSeconds: 0.25, peakMegabytes: 31.4))
    }

    @Test(
        "Something else is no cost",
        arguments: ["", "1 2 3", "1 2 3 4 5", "1 2 3 4 five 6", "1 2 three 4", "1.5 2 3 4", "1 nan 3 4", "1 2 3 4 a"])
    func somethingElse(_ line: String) {
        #expect(Cost(line: line) == nil)
    }

    @Test("Of several, the one in the middle counts")
    func median() {
        #expect(Cost.median(of: [3, 1, 2].map { Self.cost($0) })?.seconds == 2)
        #expect(Cost.median(of: []) == nil)
    }

    @Test("Rates count no division by zero")
    func rates() {
        #expect(Self.cost(0.5).rate == .perSecond(2_000))
        #expect(Self.cost(0.5).processorRate == .perSecond(10_000))
        #expect(Self.cost(0).rate.text == "1,000,000,000,000/s")
    }

    @Test("Warm work is done once more than it is counted")
    func warm() async throws {
        var rounds: [Int] = []
        let cost = await Cost(ofWarm: 3) { rounds.append($0) }
        #expect(rounds == [0, 1, 2, 3])
        #expect(cost.count == 3)
        let calls = try #require(cost.calls)
        #expect(calls.median <= calls.slowest)
        #expect(cost.peakMegabytes > 1)
    }

    @Test("Times are found by their place")
    func times() {
        let times = Times((1...200).reversed().map { .milliseconds($0) })
        #expect(times.median == .milliseconds(101))
        #expect(times.within(0.99) == .milliseconds(199))
        #expect(times.within(1) == .milliseconds(200))
        #expect(times.slowest == .milliseconds(200))
        #expect(Times([]).median == .zero)
    }
}
