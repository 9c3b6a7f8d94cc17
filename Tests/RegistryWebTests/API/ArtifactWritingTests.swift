import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ArtifactWritingTests {
    @Test func `records are added, alone and to a run`() async throws {
        let fixture = try await WritingFixture()
        let alone = try await fixture.server.post(
            "/api/v1/artifacts", #"{"artifacts": [{"ModelName": "m"}, {"_id": "mine", "MSE": 0.5}]}"#)
        #expect(alone.status == .created)
        #expect(alone.json["ids"]?.arrayValue?.last == "mine")
        let ofRun = try await fixture.server.post(
            "/api/v1/runs/\(fixture.run)/artifacts", #"{"artifacts": [{"_seq": 4, "ModelName": "m"}]}"#)
        #expect(ofRun.status == .created)
        let id = try #require(ofRun.json["ids"]?.arrayValue?.first.flatMap(RecordID.init))
        #expect(try await fixture.store.record(id, in: .artifacts)?["_run"] == .string(fixture.run.description))
    }

    @Test func `a request that is sent again adds nothing`() async throws {
        let fixture = try await WritingFixture()
        let numbered = #"{"artifacts": [{"_seq": 4, "ModelName": "m"}]}"#
        let mixed = #"{"artifacts": [{"ModelName": "a"}, {"ModelName": "b"}]}"#
        var ids: Set<[Value]> = []
        for round in 1...3 {
            let first = try await fixture.server.post("/api/v1/runs/\(fixture.run)/artifacts", numbered)
            #expect(first.status == (round == 1 ? .created : .ok))
            let second = try await fixture.server.post(
                "/api/v1/artifacts", mixed, headers: try WritingFixture.key("k"))
            #expect(second.status == (round == 1 ? .created : .ok))
            #expect(second.json["duplicates"] == (round == 1 ? 0 : 2))
            ids.insert(try #require(second.json["ids"]?.arrayValue))
        }
        #expect(ids.count == 1)
        #expect(try await fixture.artifactCount() == 3)
    }

    @Test func `an identifier that is taken is refused, and the key does not hide it`() async throws {
        let fixture = try await WritingFixture()
        try await fixture.store.insert([["_id": "mine"]], into: .artifacts)
        let body = #"{"artifacts": [{"ModelName": "a"}, {"_id": "mine"}]}"#
        for _ in 1...2 {
            let answer = try await fixture.server.post(
                "/api/v1/artifacts", body, headers: try WritingFixture.key("k"))
            #expect(answer.code == "alreadyExists")
        }
        #expect(try await fixture.artifactCount() == 1)
    }

    @Test(arguments: [
        "", "{}", #"{"artifacts": []}"#, #"{"artifacts": [1]}"#, #"{"artifacts": {}}"#, #"{"records": []}"#,
        #"{"artifacts": [{"$x": 1}]}"#, #"{"artifacts": [{"_seq": "x"}]}"#, #"{"artifacts": [{"_run": "x"}]}"#,
    ])
    func `records that are none are the client's fault`(body: String) async throws {
        let fixture = try await WritingFixture()
        for address in ["/api/v1/artifacts", "/api/v1/runs/\(fixture.run)/artifacts"] {
            #expect(try await fixture.server.post(address, body).code == "invalidArgument")
        }
        #expect(try await fixture.artifactCount() == 0)
    }

    @Test func `a record belongs to the run of its address`() async throws {
        let fixture = try await WritingFixture()
        let other = #"{"artifacts": [{"_run": "00000000000000000000000000000000"}]}"#
        #expect(
            try await fixture.server.post("/api/v1/runs/\(fixture.run)/artifacts", other).code == "invalidArgument")
        let nobody = "/api/v1/runs/00000000000000000000000000000000/artifacts"
        #expect(try await fixture.server.post(nobody, #"{"artifacts": [{}]}"#).code == "notFound")
    }

    @Test func `a record is changed, but not what identifies it`() async throws {
        let fixture = try await WritingFixture()
        try await fixture.store.insert([["_id": "mine", "ModelName": "a"]], into: .artifacts)
        let answer = try await fixture.server.send(
            .patch, "/api/v1/artifacts/mine", body: #"{"set": {"ModelName": "b"}}"#)
        #expect(answer.json["ModelName"] == "b")
        let refused = try await fixture.server.send(
            .patch, "/api/v1/artifacts/mine", body: #"{"set": {"_id": "yours"}}"#)
        #expect(refused.code == "invalidArgument")
        let nobody = try await fixture.server.send(
            .patch, "/api/v1/artifacts/yours", body: #"{"set": {"ModelName": "b"}}"#)
        #expect(nobody.code == "notFound")
    }
}
