import RegistryCore
import RegistryTestKit
import Testing

@Suite("Moments")
struct WallTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_123, "2000-02-29T00:00:00.123Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func `known moments are written and read`(_ milliseconds: Int64, _ text: String) {
        #expect(WallTime(millisecondsSince1970: milliseconds).iso8601 == text)
        #expect(WallTime(iso8601: text)?.millisecondsSince1970 == milliseconds)
    }

    @Test func `every moment of ten thousand years comes back`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let time = WallTime(
                millisecondsSince1970: .random(in: -62_167_219_200_000...253_402_300_799_999, using: &random))
            #expect(time.iso8601.flatMap(WallTime.init(iso8601:)) == time, "seed 1: \(time.millisecondsSince1970)")
        }
    }

    @Test(
        arguments: [
            ("2026-01-31", 1_769_817_600_000), ("2026-01-31T12:30+02:00", 1_769_855_400_000),
            ("2026-01-31 10:30:00.5Z", 1_769_855_400_500), ("2026-01-31T10:30:00.123456789Z", 1_769_855_400_123),
        ] as [(String, Int64)])
    func `shorter forms and offsets are read`(_ text: String, _ milliseconds: Int64) {
        #expect(WallTime(iso8601: text)?.millisecondsSince1970 == milliseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-29", "2026-01-31T24:00", "2026-01-31T10:00+", "2026-01-31Z1", "٢٠٢٦-01-01",
    ])
    func `what is no date is nil`(_ text: String) {
        #expect(WallTime(iso8601: text) == nil)
    }

    @Test func `seconds that no moment can hold are clamped`() {
        #expect(WallTime(secondsSince1970: .infinity).millisecondsSince1970 == .max)
        #expect(WallTime(secondsSince1970: -1e300).millisecondsSince1970 == .min)
        #expect(WallTime(secondsSince1970: .nan).millisecondsSince1970 == 0)
        #expect(WallTime(secondsSince1970: 1.2345).millisecondsSince1970 == 1_235)
    }
}
