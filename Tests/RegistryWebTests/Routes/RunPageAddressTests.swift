import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunPageAddressTests {
    @Test func `the address of a run with the identifier of something else says what that is`() async throws {
        let store = MemoryStore()
        let ids =
            try await store.insert([["ModelName": "model"]], into: .artifacts).ids
            + store.insert([["file": "a"]], into: .files).ids
        let server = try WebFixture(store: store)
        for (id, told) in zip(ids, ["identifier of an artifact", "identifier of a file"]) {
            let answer = try await server.get("/runs/\(id)", headers: [.accept: "text/html"])
            #expect(answer.status == .notFound)
            #expect(answer.text.contains(told) && answer.text.contains("\(id)"))
        }
        let nothing = try await server.get("/runs/nothing", headers: [.accept: "text/html"])
        #expect(nothing.status == .notFound && nothing.text.contains("no run with this identifier"))
    }
}
