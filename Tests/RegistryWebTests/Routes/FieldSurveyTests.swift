import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct FieldSurveyTests {
    private func server(_ runs: Int) async throws -> WebFixture {
        let store = MemoryStore()
        let documents = try (0..<runs).map { number in
            let id = try #require(RunID("0190a00000007000800000000000" + String(1_000 + number)))
            return Run(
                id: id, name: "run", startTime: .now,
                parameters: number == 0 ? ["oldest": "x", "opt": ["lr": 0.1]] : ["model": .string("m\(number % 3)")],
                tags: ["mnist.kind": number < 2 ? "Rare one" : "common"],
                heartbeat: WallTime(millisecondsSince1970: 1_700_000_000_000)
            ).document
        }
        try await store.insert(documents, into: .runs)
        return try WebFixture(store: store)
    }

    @Test func `fields that only the oldest of many records has are known`() async throws {
        let server = try await server(1_300)
        var names: [String] = []
        var isWhole = false
        for _ in 0..<100 where !isWhole {
            let answer = try await server.get("/api/v1/fields?in=runs").json
            isWhole = answer["isWhole"] == true
            names = answer["fields"]?.arrayValue?.compactMap { $0.documentValue?["name"]?.stringValue } ?? []
            if isWhole { #expect(answer["records"] == 1_300) }
        }
        #expect(isWhole)
        for name in ["parameters.oldest", "parameters.opt.lr", "parameters.model", "tags.mnist%2Ekind"] {
            #expect(names.contains(name), "\(name)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `values of a field are told, those that begin with a text first, then the commonest`() async throws {
        let server = try await server(300)
        // On a busy machine the first answers are of a part of the records.
        while try await server.get("/api/v1/fields?in=runs").json["isWhole"] != true {}
        func values(_ query: String) async throws -> [Value]? {
            try await server.get("/api/v1/fields/values?in=runs&\(query)").json["values"]?.arrayValue
        }
        #expect(
            try await values("field=tags.mnist%252Ekind") == [
                ["value": "common", "records": 298], ["value": "Rare one", "records": 2],
            ])
        #expect(try await values("field=tags.mnist%252Ekind&with=ONE")?.count == 1)
        #expect(try await values("field=parameters.model&with=m1") == [["value": "m1", "records": 100]])
        #expect(try await values("field=none") == [])
        // Not stored, but told by the time: these have been silent for years.
        #expect(try await values("field=status")?.map { $0.documentValue?["value"] } == ["lost"])
        #expect(try await values("field=status&with=finish") == [])
        #expect(try await server.get("/api/v1/fields/values?in=runs").code == "invalidArgument")
        #expect(try await server.get("/api/v1/fields/values?in=secrets&field=a").code == "invalidArgument")
    }

    @Test func `of many different values some are kept, and it is said that there are others`() {
        let records = (0..<5_000).map {
            Document([("a", .string("v\($0)")), ("long", .string(String(repeating: "x", count: 500)))])
        }
        let survey = FieldSurvey(of: records)
        let field = survey["a"]
        #expect(field?.values.count == FieldSurvey.mostValues)
        #expect(field?.hasOthers == true)
        #expect(field?.records == 5_000)
        #expect(survey["long"]?.values.isEmpty == true)
        var many = FieldSurvey()
        for number in 0..<30_000 { many.add(Document([("f\(number)", .string("x"))])) }
        #expect(many.told.count == FieldSurvey.mostFields)
    }

    @Test func `a survey takes over the fields that it lacks`() {
        var survey = FieldSurvey(of: [["a": 1], ["a": 2]])
        survey.addMissing(of: FieldSurvey(of: [["a": "x", "b": true]]))
        #expect(survey["a"]?.records == 2)
        #expect(survey["b"]?.records == 1)
    }
}
