import RegistryCore
import RegistryTestKit
import Testing

@testable import FileStorage

@Suite("The XML of storage servers")
struct XMLReaderTests {
    private func read(_ text: String) throws -> XMLElement { try XMLReader.read(Array(text.utf8)) }

    @Test func `elements, text and references are read`() throws {
        let xml = try read(
            "\u{FEFF}<?xml version=\"1.0\"?><!-- c --><s:A xmlns:s='x' y=\"a>b\"><B> a &lt;&#38;&#x1F3AF; </B><C/><B><![CDATA[<&>]]></B></s:A>\n"
        )
        #expect(xml.name == "A")
        #expect(xml.all("B").map(\.text) == [" a <&🎯 ", "<&>"])
        #expect(xml["C"]?.text == "")
    }

    @Test(arguments: [
        "", "x", "<a>", "</a>", "<a></b>", "<a/><b/>", "<a>&x;</a>", "<a>&#xD800;</a>", "<a>&amp</a>", "<a b=c/>",
        "<a b/>",
        "<a b='/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a><![CDATA[</a>", "<a/>x", "<>", "<a", "<a><",
        "<?x",
        String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40),
        "<a>\u{0}&#0000000000000000000065;</a>",
    ])
    func `what is no such XML is refused`(_ text: String) {
        let error = #expect(throws: RegistryError.self) { try read(text) }
        #expect(error?.code == .corruptData)
    }

    @Test func `hostile bytes never do more than be refused`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let good = Array(
            "<?xml version=\"1.0\"?><ListBucketResult xmlns='x'><Contents><Key>a&amp;b</Key><Size>1</Size></Contents></ListBucketResult>"
                .utf8)
        for _ in 0..<20_000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(Array("<>&;/!\"'[]".utf8).randomElement(using: &generator) ?? 0, at: place)
                default: bytes = Array(bytes[..<place] + bytes[place / 2..<bytes.count])
                }
                if bytes.isEmpty { bytes = [60] }
            }
            do { _ = try XMLReader.read(bytes) } catch { #expect(error.code == .corruptData, "seed \(seed)") }
        }
    }

    @Test func `a list of which nothing is true gives no file`() throws {
        let store = try FakeServer { _, _ in FakeServer.response(200) }.store()
        let page = try store.page(
            try read(
                """
                <ListBucketResult><EncodingType>url</EncodingType><Contents><Key>../x</Key><Size>1</Size></Contents><Contents>
                <Key>a%2</Key><Size>1</Size></Contents><Contents><Key>neg</Key><Size>-1</Size></Contents><Contents><Key>a+b%2Bc</Key>
                <Size>7</Size></Contents><CommonPrefixes><Prefix>/</Prefix></CommonPrefixes></ListBucketResult>
                """), below: "")
        #expect(page.files.map(\.key.path) == ["a b+c"])
        #expect(page.unusableNames == 4)
        let endless = try read("<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>")
        #expect(throws: RegistryError.self) { try store.page(endless, below: "") }
        #expect(throws: RegistryError.self) { try store.page(try read("<html/>"), below: "") }
    }
}
