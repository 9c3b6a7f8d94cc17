import RegistryCore
import RegistryTestKit
import Testing

@testable import TrackerSinks

/// The bytes and the numbers of Aim's trees, as version 3.29.1 of the package makes them. `RealAimTests` asks the package itself.
@Suite struct AimTreeTests {
    private func hexadecimal(_ value: AimValue) -> String {
        AimTreeWriter.bytes(value).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    @Test func `values have the bytes that Aim's own package gives them`() {
        #expect(hexadecimal(.fields([])) == "00000000000100000007")
        #expect(hexadecimal(.list([])) == "00000000000100000006")
        let value = AimValue.fields([
            AimField("a", .int(1)),
            AimField("b", .list([.none, .bool(true), .int(-2), .double(0.5), .text("ä"), .bytes([1])])),
            AimField("c", .fields([])),
        ])
        #expect(
            hexadecimal(value)
                == "0200000061fe00090000000201000000000000000200000062fe0001000000060c00000062fefe0000000000000000fe00"
                + "01000000000c00000062fefe0000000000000001fe000200000001010c00000062fefe0000000000000002fe000900000002fe"
                + "ffffffffffffff0c00000062fefe0000000000000003fe000900000003000000000000e03f0c00000062fefe00000000000000"
                + "04fe000300000004c3a40c00000062fefe0000000000000005fe000200000005010200000063fe000100000007")
        let text = AimValue.object("aim.text", [AimField("data", .blob(.text("hi")))])
        #expect(
            hexadecimal(text) == "0000000000090000000f61696d2e746578740500000064617461fe0103000000046869")
    }

    @Test(
        arguments: [
            (0, 487_590_686_800_389_010), (1, 6_813_614_137_041_369_426), (-1, -2_031_535_777_419_256_979),
            (-2, 3_908_973_212_369_081_702), (5, -3_542_956_901_667_480_204),
            // 2⁶¹ − 1 is the number modulo which Python hashes, and steps are taken as a double.
            (1 << 61 - 1, 6_813_614_137_041_369_426), (1 << 61, 6_813_614_137_041_369_426),
            (1 << 62, -901_861_262_945_818_715), (.min, -1_605_165_261_942_922_965), (.max, 959_237_082_491_885_421),
            (1 << 53 + 1, -5_667_485_957_076_255_568),
        ] as [(Int64, Int64)]) func `steps have the hashes that Aim's own package gives them`(
            _ step: Int64, _ hash: Int64
        )
    {
        #expect(AimHash.of(step) == hash)
    }

    @Test func `contexts and texts have the hashes that Aim's own package gives them`() {
        #expect(AimHash.of([String: String]()) == -4_504_863_053_055_089_774)
        #expect(AimHash.of(["subset": "train"]) == -8_686_149_688_933_388_395)
        #expect(AimHash.of(["subset": "val"]) == 5_190_394_695_475_244_853)
        #expect(AimHash.of(["subset": "test"]) == -2_857_239_801_039_669_639)
        #expect(AimHash.of(String(repeating: "x", count: 300)) == -5_310_470_360_808_843_825)
    }

    @Test(
        arguments: [
            (0, 6_766_859_823_734_313_612),
            (1, -2_118_194_468_761_224_345),
            (127, -2_711_729_694_197_147_607),
            (128, 3_842_008_274_645_024_892),
            (129, -8_413_617_102_612_849_397),
            (256, 2_231_196_819_565_187_073),
            (1000, 4_676_603_251_797_153_538),
        ] as [(Int, Int64)]) func `BLAKE2b is that of other programs, at the edges of its blocks too`(
            _ count: Int, _ digest: Int64
        )
    {
        let bytes = (0..<count).map { UInt8($0 % 251) }
        #expect(BLAKE2b.digest(bytes, salt: 0x0123_4567_89ab_cdef) == digest)
    }

    @Test func `what was written is read, and nothing that was changed or cut traps`() throws {
        let value = AimValue.fields([
            AimField("name", .text("x")), AimField(.number(-7), .list([.double(.infinity), .bool(false)])),
            AimField("deep", .fields([AimField("er", .fields([AimField(.number(3), .int(.min))]))])),
        ])
        let bytes = AimTreeWriter.bytes(value)
        let tree = try #require(AimTreeReader(bytes))
        #expect(
            tree["name"] == .text("x") && tree[.number(-7)] == .list([]) && tree["deep", "er", .number(3)] == .int(.min)
        )
        #expect(tree[.number(-7), .number(0)] == .double(.infinity) && tree["nothing"] == nil)
        for count in bytes.indices { _ = AimTreeReader(Array(bytes[..<count])) }
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                changed[Int.random(in: bytes.indices, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            if let other = AimTreeReader(changed) { #expect(other.leaves.count <= 6) }
        }
    }

    @Test func `values of the registry become Aim's, and what Aim has no kind for a text`() {
        let value: Value = [
            "n": .null, "on": true, "i": 3, "d": .double(.nan), "t": "x",
            "at": .date(WallTime(millisecondsSince1970: 0)),
            "list": [1, "a"], "": 1,
        ]
        guard case .fields(let fields) = AimValue(value) else {
            Issue.record("fields")
            return
        }
        let named = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value) })
        #expect(named["n"] == AimValue.none && named["on"] == .bool(true) && named["i"] == .int(3))
        #expect(named["d"]?.numberValue?.isNaN == true && named["at"]?.textValue?.hasPrefix("1970-01-01") == true)
        #expect(named["list"] == .list([.int(1), .text("a")]) && named["unnamed"] == .int(1))
        var deep: Value = 1
        for _ in 0..<500 { deep = ["k": deep] }
        #expect(AimTreeWriter.bytes(AimValue(deep)).count < 10_000)
    }
}
