import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ArtifactPageTests {
    private let run = "0190a000000070008000000000001001"

    private func server(_ record: Document) async throws -> WebFixture {
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        let id = try #require(RunID(run))
        try await store.insert(
            [
                Run(id: id, experiment: "e", name: "the <run>", status: .finished, startTime: start, endTime: start)
                    .document
            ], into: .runs)
        try await store.insert([record], into: .artifacts)
        return try WebFixture(store: store)
    }

    @Test func `an artifact's page has all of its record, and its run`() async throws {
        let server = try await server([
            "_id": "a/b", "_run": .string(run), "_seq": 1, "ModelName": "<Net>", "MSE": 0.25, "tags": ["x", "y"],
            "Metadata": ["optimizer": ["lr": 0.5], "seed": 7], "summary": "first line\nsecond <line>",
            "val/confusion_matrix": [[5, 1], [2, 7]], "weights": [[0.5, 1.5, 2], [3, 4, 5]],
            "FileList": ["gone.csv"],
        ])
        let answer = try await server.get("/artifacts/a%2Fb")
        #expect(answer.status == .ok)
        let page = answer.text
        #expect(page.contains("<bdi>&lt;Net&gt;</bdi></h1>"))
        #expect(page.contains("<a href=\"/runs/\(run)\"><bdi>the &lt;run&gt;</bdi></a>"))
        #expect(page.contains("<dt><bdi>optimizer.lr</bdi></dt><dd title=\"0.5\"><bdi>0.5</bdi>"))
        #expect(page.contains("first line\nsecond &lt;line&gt;</p>"))
        #expect(page.contains("gone.csv"))
        #expect(page.contains("/artifacts/a%2Fb/matrix?field=val/confusion_matrix"))
        #expect(page.contains("/artifacts/a%2Fb/matrix?field=weights"))
        #expect(!page.contains("_seq"))
        for field in ["val/confusion_matrix", "weights"] {
            let picture = try await server.get("/artifacts/a%2Fb/matrix?field=\(field)&width=300&height=200")
            #expect(picture.headers[.contentType] == "image/png")
        }
        #expect(try await server.get("/artifacts/a%2Fb/matrix?field=MSE").status == .notFound)
        #expect(try await server.get("/artifacts/a%2Fb/matrix").status == .badRequest)
        #expect(try await server.get("/artifacts/other").status == .notFound)
    }

    @Test func `an artifact of a run that is deleted goes with it, one of no run stands alone`() async throws {
        let server = try await server(["_id": "alone", "ModelName": "Net"])
        let page = try await server.get("/artifacts/alone").text
        #expect(!page.contains("<dt>Run</dt>"))
    }

    @Test(
        arguments: [
            ([1, 2, 3], false), ([[1, 2], [3]], false), ([[1, 2], [3, "x"]], false), ([[1, 2]], false),
            ([[1], [2]], true),
            ([[1, 2, 3], [4, 5, 6]], true), ([[[1]], [[2]]], false), ([], false),
        ] as [(Value, Bool)])
    func `only rows of equally many numbers are a matrix`(value: Value, isMatrix: Bool) {
        #expect((RecordMatrix("m", in: ["m": value]) != nil) == isMatrix)
    }

    @Test func `the list of artifacts leads to the page and to the run`() async throws {
        let server = try await server(["_id": "a", "_run": .string(run), "_seq": 1, "ModelName": "Net", "MSE": 0.5])
        let page = try await server.get("/").text
        #expect(page.contains("<th scope=\"col\">Run</th>"))
        #expect(page.contains("<td><a href=\"/runs/\(run)\"><bdi>the &lt;run&gt;</bdi></a></td>"))
        #expect(page.contains("href=\"/artifacts/a\""))
        #expect(page.contains("data-record=\"/api/v1/artifacts/a\""))
    }
}
