import HTTPTypes
import Logging
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct TrashTests {
    private func log(_ fixture: WritingFixture) async throws {
        try await fixture.server.post(
            "/api/v1/runs/\(fixture.run)/metrics", #"{"points": [{"metric": "a", "step": 1, "value": 1}]}"#)
        try await fixture.server.post(
            "/api/v1/runs/\(fixture.run)/artifacts",
            #"{"artifacts": [{"_seq": 1, "ModelName": "ofRun", "Metadata": {"seed": 1}}]}"#)
        try await fixture.store.insert([["_id": "alone", "ModelName": "alone"]], into: .artifacts)
    }

    private func models(_ server: WebFixture) async throws -> [String] {
        (try await server.get("/api/v1/artifacts").json["artifacts"]?.arrayValue ?? [])
            .compactMap { $0.documentValue?["ModelName"]?.stringValue }.sorted()
    }

    @Test func `a run that is deleted is hidden with all it has, and comes back with all of it`() async throws {
        let fixture = try await WritingFixture()
        let server = fixture.server
        try await log(fixture)
        let address = "/api/v1/runs/\(fixture.run)"
        let before = try await server.get("\(address)/series?metric=a").bytes
        for _ in 1...2 {
            let deleted = try await server.send(.delete, address)
            #expect(deleted.status == .ok)
            #expect(deleted.json["restorableUntil"]?.dateValue.map { $0 > .now } == true)
        }
        #expect(try await server.get(address).code == "notFound")
        #expect(try await server.get("\(address)/series?metric=a").code == "notFound")
        #expect(try await server.get("/api/v1/runs").json["runs"] == [])
        #expect(try await server.get("/api/v1/experiments").json["experiments"] == [])
        #expect(try await models(server) == ["alone"])
        #expect(try await server.get("/runs/\(fixture.run)").status == .notFound)
        #expect(try await !server.get("/").text.contains("ofRun"))
        #expect(try await server.post("\(address)/heartbeat", "").code == "notFound")
        #expect(try await server.get("/api/v1/trash").json["items"]?.arrayValue?.count == 1)
        #expect(try await server.post("\(address)/restore", "").status == .ok)
        #expect(try await server.get("\(address)/series?metric=a").bytes == before)
        #expect(try await models(server) == ["alone", "ofRun"])
        #expect(try await server.post("\(address)/restore", "").code == "notFound")
    }

    @Test func `a record that is deleted comes back as it was`() async throws {
        let fixture = try await WritingFixture()
        let server = fixture.server
        try await log(fixture)
        let list = try await server.get("/api/v1/artifacts").json["artifacts"]?.arrayValue ?? []
        let record = try #require(list.compactMap(\.documentValue).first { $0["ModelName"] == "ofRun" })
        let id = try #require(record["_id"].flatMap(RecordID.init))
        for _ in 1...2 { #expect(try await server.send(.delete, id.artifactAddress).status == .ok) }
        #expect(try await server.get(id.artifactAddress).code == "notFound")
        #expect(try await models(server) == ["alone"])
        #expect(try await server.post("\(id.artifactAddress)/restore", "").status == .ok)
        #expect(try await server.get(id.artifactAddress).json == record)
        #expect(try await server.get("/api/v1/trash").json["items"] == [])
    }

    @Test func `an identifier that was taken meanwhile is not overwritten`() async throws {
        let fixture = try await WritingFixture()
        try await log(fixture)
        #expect(try await fixture.server.send(.delete, "/api/v1/artifacts/alone").status == .ok)
        try await fixture.store.insert([["_id": "alone", "ModelName": "other"]], into: .artifacts)
        #expect(try await fixture.server.post("/api/v1/artifacts/alone/restore", "").code == "alreadyExists")
        #expect(try await fixture.store.record(.string("alone"), in: .artifacts)?["ModelName"] == "other")
    }

    @Test func `of a record that is deleted twice the later one comes back`() async throws {
        let fixture = try await WritingFixture()
        for model in ["first", "second"] {
            try await fixture.store.insert([["_id": "alone", "ModelName": .string(model)]], into: .artifacts)
            #expect(try await fixture.server.send(.delete, "/api/v1/artifacts/alone").status == .ok)
        }
        #expect(try await fixture.server.post("/api/v1/artifacts/alone/restore", "").status == .ok)
        #expect(try await fixture.store.record(.string("alone"), in: .artifacts)?["ModelName"] == "second")
    }

    @Test func `what was never there is neither deleted nor restored`() async throws {
        let server = try await WritingFixture().server
        for address in ["runs/00000000000000000000000000000000", "artifacts/nothing", "files/nothing"] {
            #expect(try await server.send(.delete, "/api/v1/\(address)").code == "notFound")
            #expect(try await server.post("/api/v1/\(address)/restore", "").code == "notFound")
        }
    }

    @Test func `what was deleted more than seven days ago goes for good`() async throws {
        let fixture = try await WritingFixture()
        try await log(fixture)
        #expect(try await fixture.server.send(.delete, "/api/v1/runs/\(fixture.run)").status == .ok)
        let trash = CollectionName.trash
        let item = try #require(try await fixture.store.find(in: trash, Query()).elements.first)
        let id = try #require(item["_id"].flatMap(RecordID.init))
        let old = WallTime(millisecondsSince1970: WallTime.now.millisecondsSince1970 - 8 * 86_400_000)
        _ = try await fixture.store.update(id, in: trash, RecordChange(set: ["time": .date(old)]))
        let keeper = TrashKeeper(
            trash: Trash(store: fixture.store), clock: ContinuousClock(), logger: Logging.Logger(label: "test"))
        #expect(try await keeper.purge() == 1)
        #expect(try await keeper.purge() == 0)
        #expect(try await fixture.store.record(RecordID(fixture.run), in: .runs) == nil)
        #expect(try await fixture.artifactCount() == 1)
        #expect(try await fixture.values(of: "a").isEmpty)
    }
}
