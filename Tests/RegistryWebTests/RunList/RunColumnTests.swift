import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunColumnTests {
    private func server(_ count: Int = 3) async throws -> WebFixture {
        let store = MemoryStore()
        let runs = (0..<count).compactMap { number -> Run? in
            let start = WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(number))
            return RunID("0190a000000070008000000" + String(100_000_000 + number)).map {
                Run(
                    id: $0, experiment: number.isMultiple(of: 2) ? "even" : "odd", name: "run-\(number)",
                    status: .finished, startTime: start, endTime: start, parameters: ["loss": "mse", "lr": 0.5])
            }
        }
        try await store.insert(runs.map(\.document), into: .runs)
        return try WebFixture(store: store)
    }

    @Test func `widths are in the address, in the page, and in the addresses it leads to`() async throws {
        let server = try await server()
        let page = try await server.get("/runs?width=params.lr:171&width=name:9999&col=params.lr&col=status").text
        #expect(page.contains("class=\"number wide-9\" data-column=\"params.lr\""))
        #expect(page.contains("class=\"run-name wide-40\" data-column=\"name\""))
        #expect(page.contains("<td class=\"number wide-9\""))
        #expect(page.contains("<td title=\"finished\""))
        #expect(page.contains("width=params.lr:180&amp;"))
        for text in ["params.lr", "params.lr:x", "nothing:100", "params.lr:-1"] {
            #expect(try await server.get("/runs?width=\(text)").status == .badRequest)
        }
    }

    @Test func `columns of two kinds that are called the same say of which kind they are`() async throws {
        let server = try await server()
        let page = try await server.get("/runs?col=params.loss&col=metrics.loss&col=params.lr").text
        #expect(page.contains("<small class=\"column-kind\">params.</small><bdi>loss</bdi>"))
        #expect(page.contains("<small class=\"column-kind\">metrics.</small><bdi>loss</bdi>"))
        #expect(page.contains("<span class=\"column-text\"><bdi>lr</bdi>"))
    }

    @Test func `the runs that match are told by their identifiers, in order and bounded`() async throws {
        let server = try await server(1_205)
        let all = try await server.get("/runs?part=ids").json
        #expect(all["runs"]?.arrayValue?.count == RunListBuilder.mostIDs)
        #expect(all["isWhole"] == false)
        #expect(all["runs"]?.arrayValue?.first == "0190a000000070008000000100001204")
        let odd = try await server.get("/runs?part=ids&filter=experiment%20%3D%20%27odd%27").json
        #expect(odd["runs"]?.arrayValue?.count == 602)
        #expect(odd["isWhole"] == true)
        let first = "0190a000000070008000000100000001"
        let others = try await server.get("/runs?part=ids&filter=experiment%20%3D%20%27odd%27&hide=\(first)").json
        #expect(others["runs"]?.arrayValue?.contains(.string(first)) == false)
    }

    @Test func `what is in progress has a place of its own`() async throws {
        let server = try await server()
        let page = try await server.get("/runs?filter=status+%3D+%27running%27").text
        #expect(page.contains("<h1>Live</h1>"))
        #expect(page.contains("No run is in progress."))
        #expect(page.contains(#"href="/runs?filter=status+%3D+%27running%27" aria-current="page""#))
    }

    @Test func `an empty store says how the first run is logged, with the server's own address`() async throws {
        let server = try WebFixture()
        for path in ["/runs", "/"] {
            let page = try await server.get(path, host: "localhost:8080").text
            #expect(page.contains("S=http://localhost:8080/api/v1"))
            #expect(!page.contains("TOKEN"))
        }
        let access = try AccessFixture()
        #expect(try await access.server.get("/runs", headers: access.bearer(.read)).text.contains("Bearer $TOKEN"))
    }
}
