import BenchmarkKit
import Testing

@Suite("Figures and targets")
struct FigureTests {
    @Test(
        "Numbers are rounded for who reads them",
        arguments: [
            (0, "0.00"), (0.004, "0.00"), (0.005, "0.01"), (1.5, "1.50"), (9.999, "10.00"), (-0.25, "-0.25"),
            (-0.001, "0.00"), (99.994, "99.99"), (99.996, "100"), (1_234.5, "1,235"), (-1_234, "-1,234"),
            (.infinity, "inf"), (.nan, "nan"), (1e300, "1e+300"),
        ] as [(Double, String)])
    func short(_ number: Double, _ text: String) {
        #expect(number.short == text)
    }

    @Test(
        "Thousands are told apart",
        arguments: [
            (0, "0"), (999.4, "999"), (999.5, "1,000"), (-999, "-999"), (-123_456, "-123,456"),
            (1_234_567, "1,234,567"),
        ] as [(Double, String)])
    func grouped(_ number: Double, _ text: String) {
        #expect(number.grouped == text)
    }

    @Test("A figure's text has its unit")
    func texts() {
        #expect(Figure.perSecond(104_363.2).text == "104,363/s")
        #expect(Figure.microseconds(0.2).text == "0.20 us")
        #expect(Figure.milliseconds(Duration.microseconds(3_630)).text == "3.63 ms")
        #expect(Figure.megabytes(40.52).text == "40.52 MB")
        #expect(Figure.rate(of: 500, in: .milliseconds(250)) == .perSecond(2_000))
    }

    @Test("A ratio is larger when ours is better")
    func ratios() {
        #expect(Figure.perSecond(300).ratio(to: .perSecond(100)) == 3)
        #expect(Figure.milliseconds(2).ratio(to: .milliseconds(6)) == 3)
        #expect(Figure.microseconds(500).ratio(to: .milliseconds(2)) == 4)
        #expect(Figure.milliseconds(2).ratio(to: .microseconds(500)) == 0.25)
        #expect(Figure.megabytes(20).ratio(to: .megabytes(50)) == 2.5)
    }

    @Test("What cannot be divided has no ratio")
    func noRatio() {
        #expect(Figure.perSecond(1).ratio(to: .milliseconds(1)) == nil)
        #expect(Figure.megabytes(1).ratio(to: .microseconds(1)) == nil)
        #expect(Figure.perSecond(1).ratio(to: .perSecond(0)) == nil)
        #expect(Figure.milliseconds(0).ratio(to: .milliseconds(1)) == nil)
    }

    @Test("A limit is the least of a rate and the most of anything else")
    func limits() {
        #expect(Target.limit(.perSecond(100)).isMet(by: .perSecond(100)) == true)
        #expect(Target.limit(.perSecond(100)).isMet(by: .perSecond(99)) == false)
        #expect(Target.limit(.milliseconds(5)).isMet(by: .milliseconds(5)) == true)
        #expect(Target.limit(.milliseconds(5)).isMet(by: .milliseconds(0)) == true)
        #expect(Target.limit(.milliseconds(5)).isMet(by: .microseconds(5_001)) == false)
        #expect(Target.limit(.megabytes(64)).isMet(by: .megabytes(65)) == false)
        #expect(Target.limit(.megabytes(64)).isMet(by: .perSecond(1)) == nil)
        #expect(Target.limit(.perSecond(60_000)).text == ">= 60,000/s")
        #expect(Target.limit(.milliseconds(20)).text == "<= 20.00 ms")
    }

    @Test("A ratio is met beside a peer only")
    func ratioTargets() {
        #expect(Target.ratio(3).isMet(by: .milliseconds(2), peer: .milliseconds(6)) == true)
        #expect(Target.ratio(3).isMet(by: .perSecond(2), peer: .perSecond(1)) == false)
        #expect(Target.ratio(3).isMet(by: .perSecond(2)) == nil)
        #expect(Target.ratio(3).text == ">= 3.00 x")
    }
}
