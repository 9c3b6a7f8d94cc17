import EventFiles
import Testing

@testable import TrackerSinks

/// Histograms of any ranges as the ranges of one width that Aim has.
@Suite struct AimDistributionTests {
    @Test func `ranges of one width stay as they are`() throws {
        let distribution = try #require(AimDistribution(try Histogram(of: [0.0, 0.1, 0.5, 3.0], bucketCount: 30)))
        #expect(distribution.weights.count == 30 && distribution.lower == 0 && distribution.upper == 3)
        #expect(distribution.weights[0] == 1 && distribution.weights[29] == 1 && distribution.weights.reduce(0, +) == 4)
    }

    @Test func `ranges of several widths are divided, and none of their values is lost`() throws {
        let histogram = try Histogram(edges: [-1, 0, 0.5, 63], counts: [64, 3, 1_000])
        let distribution = try #require(AimDistribution(histogram))
        #expect(distribution.weights.count == 64 && distribution.lower == -1 && distribution.upper == 63)
        #expect(abs(distribution.weights.reduce(0, +) - 1_067) < 1e-6)
        #expect(distribution.weights[0] == 64)
        #expect(abs(distribution.weights[1] - (3 + 8)) < 1e-9 && abs(distribution.weights[40] - 16) < 1e-9)
    }

    @Test func `more ranges than Aim takes become as many as it takes`() throws {
        let values = (0..<2_000).map { Double($0) }
        let distribution = try #require(AimDistribution(try Histogram(of: values, bucketCount: 1_000)))
        #expect(distribution.weights.count == 512 && abs(distribution.weights.reduce(0, +) - 2_000) < 1e-6)
    }

    @Test func `one value and none are a range around where they lie`() throws {
        let same = try #require(AimDistribution(try Histogram(of: [3.0, 3.0, .nan])))
        #expect(same.weights == [2] && same.lower == 2.5 && same.upper == 3.5)
        let none = try #require(AimDistribution(try Histogram(of: [Double]())))
        #expect(none.weights == [0] && none.lower == -0.5 && none.upper == 0.5)
    }

    @Test func `empty ranges that reach to the end of all numbers make no other one wide`() throws {
        let most = Double.greatestFiniteMagnitude
        let histogram = try Histogram(edges: [-most, 0, 1, 3, most], counts: [0, 1, 4, 0])
        let distribution = try #require(AimDistribution(histogram))
        #expect(distribution.lower == 0 && distribution.upper == 3)
        #expect(abs(distribution.weights.reduce(0, +) - 5) < 1e-9)
        // Nothing traps where they are not empty.
        let wide = try #require(AimDistribution(try Histogram(edges: [-most, 0, most], counts: [1, 2])))
        #expect(wide.weights.reduce(0, +) == 3)
        #expect(AimDistribution(try Histogram(edges: [0], counts: [])) == nil)
        let least = Double.leastNonzeroMagnitude
        let narrow = try #require(AimDistribution(try Histogram(edges: [0, 0, least], counts: [1, 2])))
        #expect(narrow.weights.reduce(0, +) == 3)
    }
}
