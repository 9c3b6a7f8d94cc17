import BSONCoding
import Testing

@Suite("Hexadecimal digits")
struct HexadecimalTests {
    @Test func `numbers are written with all their digits and read again`() {
        #expect(Hexadecimal.text(of: 0x0A as UInt8) == "0a")
        #expect(Hexadecimal.text(of: 0xAB as UInt8, uppercase: true) == "AB")
        #expect(Hexadecimal.text(of: 1 as UInt64) == "0000000000000001")
        for byte in UInt8.min...UInt8.max {
            #expect(Hexadecimal.number(of: Hexadecimal.text(of: byte).utf8) == byte)
            #expect(Hexadecimal.number(of: Hexadecimal.text(of: byte, uppercase: true).utf8) == byte)
        }
    }

    @Test(arguments: ["", "g0", "0x", "+1", "-1", " 1", "100", "é"])
    func `what is no byte is nil`(_ text: String) {
        #expect(Hexadecimal.number(of: text.utf8, as: UInt8.self) == nil)
    }
}
