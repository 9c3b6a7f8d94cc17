import HTTPTypes
import RegistryCore
import Testing

@Suite struct ArtifactIdentifierTests {
    @Test(arguments: [
        Value.int(7), .int(-3), .int(.max), .string("007"), .string("a/b"), .string("a?b"), .string("a#b"),
        .string("100%"), .string("%41"), .string("a b+c"), .string("groups"), .string("search"), .string("naïve ✓"),
        .string("0123456789abcdef01234567"), .string("\"><script>"),
    ])
    func `the link of a record leads to it, whatever its identifier`(id: Value) async throws {
        let store = try await MemoryStore.holding([["_id": id, "ModelName": "m", "here": 1]])
        let server = try WebFixture(store: store)
        let page = try await server.get("/").text
        let link = try #require(page.firstMatch(of: /<td class="time"><a href="([^"]*)"/)?.output.1)
        let own = try await server.get(String(link))
        #expect(own.status == .ok, "\(link)")
        let address = try #require(own.text.firstMatch(of: /<a href="([^"]*)">JSON/)?.output.1)
        #expect(page.contains("data-record=\"\(address)\""))
        let answer = try await server.get(String(address))
        #expect(answer.status == .ok, "\(address)")
        #expect(answer.json["here"] == 1)
    }

    @Test(arguments: ["%", "%4", "%zz", "%FF", "%00"])
    func `an identifier that is no text is the client's fault`(segment: String) async throws {
        #expect(try await WebFixture().get("/api/v1/artifacts/\(segment)").code == "invalidArgument")
    }

    @Test(arguments: ["8", "+7", "07", "7.0", "9223372036854775808"])
    func `another number is not found`(segment: String) async throws {
        let store = try await MemoryStore.holding([["_id": 7]])
        #expect(try await WebFixture(store: store).get("/api/v1/artifacts/\(segment)").code == "notFound")
    }
}
