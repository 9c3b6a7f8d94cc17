import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct TrashPageTests {
    private let run = "0190a000000070008000000000001001"

    private func store() async throws -> MemoryStore {
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        let id = try #require(RunID(run))
        try await store.insert(
            [
                Run(id: id, experiment: "e", name: "<calm>", status: .finished, startTime: start, endTime: start)
                    .document
            ],
            into: .runs)
        try await store.insert([["_id": "groups", "ModelName": "Net"]], into: .artifacts)
        return store
    }

    @Test func `what is deleted is in the trash with its name, its time and a way back`() async throws {
        let server = try WebFixture(store: try await store())
        #expect(try await server.get("/trash").text.contains("The trash is empty"))
        #expect(try await server.send(.delete, "/api/v1/runs/\(run)").status == .ok)
        #expect(try await server.send(.delete, "/api/v1/artifacts/%67roups").status == .ok)
        let page = try await server.get("/trash").text
        #expect(page.contains("<bdi>&lt;calm&gt;</bdi>"))
        #expect(page.contains("<bdi>Net</bdi>"))
        #expect(page.contains("for 6 d 23 h"))
        let addresses = page.matches(of: /data-restore="([^"]*)"/).map { String($0.1) }
        #expect(addresses.count == 2)
        for address in addresses { #expect(try await server.post(address, "").status == .ok) }
        #expect(try await server.get("/trash").text.contains("The trash is empty"))
        #expect(try await server.get("/runs/\(run)").status == .ok)
    }

    @Test func `the page of a run in the trash says where it is`() async throws {
        let server = try WebFixture(store: try await store())
        #expect(try await server.send(.delete, "/api/v1/runs/\(run)").status == .ok)
        let page = try await server.get("/runs/\(run)")
        #expect(page.status == .notFound)
        #expect(page.text.contains("The run is in the trash"))
        #expect(!(try await server.get("/runs/0190a000000070008000000000009999")).text.contains("in the trash."))
    }

    @Test func `what can no longer be restored is said, and has no button`() async throws {
        let store = try await store()
        let server = try WebFixture(store: store)
        #expect(try await server.send(.delete, "/api/v1/runs/\(run)").status == .ok)
        let item = try #require(try await store.find(in: .trash, Query()).elements.first)
        let id = try #require(item["_id"].flatMap(RecordID.init))
        let old = WallTime(millisecondsSince1970: WallTime.now.millisecondsSince1970 - 8 * 86_400_000)
        _ = try await store.update(id, in: .trash, RecordChange(set: ["time": .date(old)]))
        let page = try await server.get("/trash").text
        #expect(page.contains("no longer"))
        #expect(!page.contains("data-restore"))
    }

    @Test(arguments: [AccessRole.read, .write, .admin])
    func `nobody sees a button that the server would refuse`(role: AccessRole) async throws {
        let access = try AccessFixture(store: try await store())
        let bearer = access.bearer(role)
        let pages = try await [
            "/runs", "/runs/\(run)", "/", "/artifacts/groups",
        ].asyncMap { try await access.server.get($0, headers: bearer).text }.joined()
        #expect(pages.contains("id=\"run-edit\"") == (role >= .write))
        for mark in ["run-delete", "selection-delete", "choose-records", "artifact-delete"] {
            #expect(pages.contains("id=\"\(mark)\"") == (role == .admin), "\(mark)")
        }
        #expect(
            try await access.server.post("/notes", "*a*", headers: bearer).status == (role >= .write ? .ok : .forbidden)
        )
        _ = try await access.server.send(.delete, "/api/v1/runs/\(run)", headers: access.bearer(.admin))
        let trash = try await access.server.get("/trash", headers: bearer).text
        #expect(trash.contains("&lt;calm&gt;"))
        #expect(trash.contains("data-restore") == (role == .admin))
        #expect(try await access.server.get("/trash").status == .unauthorized)
    }

    @Test func `pages of other sites have nothing rendered or deleted by a visitor's session`() async throws {
        let access = try AccessFixture(store: try await store())
        let cookie = AccessFixture.cookie(of: try await access.logIn(.admin))
        for (origin, status) in [("http://localhost", HTTPResponse.Status.ok), ("http://evil.example", .forbidden)] {
            let headers: HTTPFields = [.cookie: cookie, .origin: origin]
            #expect(try await access.server.post("/notes", "a", headers: headers).status == status)
        }
        #expect(
            try await access.server.send(.delete, "/api/v1/runs/\(run)", headers: [.cookie: cookie]).status
                == .forbidden)
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
