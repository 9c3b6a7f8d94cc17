import HTTPTypes
import RegistryCore
import Testing

@Suite struct ArtifactRoutesTests {
    @Test func `pages follow each other to the last record`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        var seen: [Int64] = []
        var path: String? = "/api/v1/artifacts?limit=5"
        while let current = path {
            let answer = try await server.get(current)
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/json")
            seen += (answer.json["artifacts"]?.arrayValue ?? []).compactMap {
                $0.documentValue?["TrainingIteration"]?.intValue
            }
            path = answer.json["next"]?.stringValue.map { "/api/v1/artifacts?limit=5&cursor=\($0)" }
        }
        #expect(seen == Array(1...12))
    }

    @Test func `a filter and a sort are obeyed`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let answer = try await server.get(
            "/api/v1/artifacts?filter=ModelName+%3D+%27Softmax%27&sort=-TrainingIteration&limit=2")
        let found = (answer.json["artifacts"]?.arrayValue ?? []).compactMap {
            $0.documentValue?["TrainingIteration"]?.intValue
        }
        #expect(found == [12, 11])
    }

    @Test func `what the registry keeps for itself is not told`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        #expect(try await !server.get("/api/v1/artifacts").text.contains("_metadataKeys"))
    }

    @Test(arguments: [
        "limit=0", "limit=1001", "limit=ten", "cursor=!!!", "cursor=AAAA", "sort=$where", "sort=a,b,c,d,e",
        "sort=a..b",
        "filter=MSE+%3C", "filter=%FF", "filter=%4", "filter=%00",
    ])
    func `a malformed question is the client's fault`(query: String) async throws {
        let answer = try await WebFixture().get("/api/v1/artifacts?\(query)")
        #expect(answer.status == .badRequest)
        #expect(answer.code == "invalidArgument")
        #expect(answer.json["detail"]?.stringValue?.isEmpty == false)
    }

    @Test func `a search takes MongoDB's form and an expression`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let form = try await server.post(
            "/api/v1/artifacts/search", #"{"filter": {"MSE": {"$lt": 0.1}}, "sort": "MSE", "limit": 1}"#)
        #expect(form.json["artifacts"]?.arrayValue?.first?.documentValue?["TrainingIteration"] == 12)
        let expression = try await server.post("/api/v1/artifacts/search", #"{"expression": "MSE > 0.6"}"#)
        #expect(expression.json["artifacts"]?.arrayValue?.count == 1)
        #expect(try await server.post("/api/v1/artifacts/search", "{}").json["artifacts"]?.arrayValue?.count == 12)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "7", #"{"filter": 7}"#, #"{"filter": {}, "expression": "MSE > 1"}"#, #"{"limit": "5"}"#,
        #"{"limit": 0}"#, #"{"limit": 1001}"#, #"{"sort": 3}"#, #"{"cursor": 3}"#, #"{"query": {}}"#,
        #"{"expression": "MSE <"}"#, #"{"filter": {"a": 1}, "filter": {"a": 2}}"#,
    ])
    func `a malformed search is refused`(body: String) async throws {
        let answer = try await WebFixture().post("/api/v1/artifacts/search", body)
        #expect(answer.status == .badRequest)
        #expect(answer.code == "invalidArgument")
    }

    @Test(arguments: [
        #"{"filter": {"$where": "sleep(1000)"}}"#,
        #"{"filter": {"$or": [{"a": 1}, {"$where": "1"}]}}"#,
        #"{"filter": {"a": {"$not": {"$where": "1"}}}}"#,
        #"{"filter": {"a": {"$elemMatch": {"$where": "1"}}}}"#,
        #"{"filter": {"$expr": {"$function": {"body": "", "args": [], "lang": "js"}}}}"#,
        #"{"filter": {"a": {"$function": 1}}}"#,
    ])
    func `code is not run for a client, however deep it is hidden`(body: String) async throws {
        let answer = try await WebFixture(store: try await MemoryStore.withTrainings())
            .post("/api/v1/artifacts/search", body)
        #expect(answer.status == .badRequest)
        #expect(answer.code == "invalidArgument")
    }

    @Test func `a search nested beyond reason is refused, not crashed on`() async throws {
        let body = #"{"filter": "# + String(repeating: #"{"$and": ["#, count: 5_000)
        let answer = try await WebFixture().post("/api/v1/artifacts/search", body)
        #expect(answer.status == .badRequest)
    }

    @Test func `one record is found by its identifier`() async throws {
        let store = try await MemoryStore.withTrainings()
        let record = try #require(try await store.find(in: .artifacts, Query(limit: 1)).elements.first)
        let id = try #require(record["_id"].flatMap { RecordID($0) })
        let server = try WebFixture(store: store)
        #expect(try await server.get("/api/v1/artifacts/\(id)").json["MSE"] == 1.0)
        #expect(try await server.get("/api/v1/artifacts/000000000000000000000000").code == "notFound")
    }

    @Test func `groups come with counts`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let answer = try await server.get("/api/v1/artifacts/groups?by=ModelName")
        #expect(
            answer.json["groups"] == [["value": "Autoencoder", "count": 8], ["value": "Softmax", "count": 4]])
        #expect(try await server.get("/api/v1/artifacts/groups?by=%24where").code == "invalidArgument")
        #expect(try await server.get("/api/v1/artifacts/groups?by=").code == "invalidArgument")
    }
}
