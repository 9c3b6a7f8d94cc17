import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunListPageTests {
    private func id(_ number: Int) -> String { "0190a00000007000800000000000" + String(1_000 + number) }

    /// A server with so many runs, the later the newer; every third has no loss.
    private func server(_ count: Int, name: (Int) -> String = { "run-\($0)" }) async throws -> WebFixture {
        let store = MemoryStore()
        let runs = try (0..<count).map { number in
            let start = WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(number) * 1_000)
            return Run(
                id: try #require(RunID(id(number))), experiment: number.isMultiple(of: 2) ? "even" : "odd",
                name: name(number), status: .finished, startTime: start, endTime: start,
                parameters: ["lr": .double(Double(number % 4) / 10)], tags: ["owner": "ada"])
        }
        try await store.insert(runs.map(\.document), into: .runs)
        for number in 0..<count where !number.isMultiple(of: 3) {
            let point = SeriesPoint(
                step: 0, time: WallTime(millisecondsSince1970: 0), value: Double((number * 7) % count), sequence: 0)
            let series = SeriesID(run: try #require(RunID(id(number))), metric: "loss")
            try await store.append([SeriesAppend(series: series, points: [point])])
        }
        return try WebFixture(store: store)
    }

    /// The names of the runs that a page lists, in its order.
    private func names(_ page: String) -> [String] {
        page.matches(of: /class="run-name" title="([^"]*)"><a/).map { String($0.1) }.filter { $0 != "name" }
    }

    private func next(_ page: String) -> String? {
        page.firstMatch(of: /class="runs-older" href="([^"]*)"/).map { String($0.1).replacing("&amp;", with: "&") }
    }

    @Test(arguments: [
        "sort=metrics.loss", "sort=-metrics.loss", "sort=metrics.loss.min", "sort=params.lr", "sort=name", "",
    ])
    func `pages that follow each other show every run once, in order`(sort: String) async throws {
        let server = try await server(23)
        var address: String? = "/runs?rows=5&\(sort)"
        var all: [String] = []
        var pages = 0
        while let here = address, pages < 20 {
            let page = try await server.get(here)
            #expect(page.status == .ok)
            all += names(page.text)
            address = next(page.text)
            pages += 1
        }
        #expect(Set(all).count == 23)
        #expect(all.count == 23)
        if sort.contains("metrics") {
            let values = all.compactMap { Int($0.dropFirst(4)) }.map { $0.isMultiple(of: 3) ? nil : ($0 * 7) % 23 }
            #expect(values.suffix(8).allSatisfy { $0 == nil })
            let known = values.compactMap { $0 }
            #expect(known == (sort.hasPrefix("sort=-") ? known.sorted(by: >) : known.sorted()))
        }
    }

    @Test func `rows come without a page around them, with the columns that were shown`() async throws {
        let server = try await server(9)
        let page = try await server.get("/runs?rows=4").text
        let found = try #require(page.firstMatch(of: /data-more="([^"]*)"/)).1
        let more = String(found).replacing("&amp;", with: "&")
        #expect(more.contains("col=params.lr"))
        let part = try await server.get(more).text
        #expect(names(part) == ["run-4", "run-3", "run-2", "run-1"])
        #expect(!part.contains("rail"))
    }

    @Test func `pages whose runs are all in the trash are passed over`() async throws {
        let server = try await server(12)
        for number in 2..<12 { #expect(try await server.send(.delete, "/api/v1/runs/\(id(number))").status == .ok) }
        let page = try await server.get("/runs?rows=3").text
        #expect(names(page) == ["run-1", "run-0"])
        #expect(page.contains("2 runs"))
    }

    @Test func `columns are those the address names, also ones that no run has`() async throws {
        let page = try await server(3).get("/runs?col=params.nothing&col=metrics.loss.max").text
        #expect(page.contains("<bdi>nothing</bdi>"))
        #expect(page.contains("<bdi>loss (max)</bdi>"))
        #expect(!page.contains(">Started (UTC)</bdi></a></th>"))
    }

    @Test(arguments: [
        "sort=loss", "col=x", "group=y", "cursor=forged", "cursor=~forged&sort=params.lr", "pin=z",
    ])
    func `what an address cannot mean is said under the search box`(query: String) async throws {
        let answer = try await server(3).get("/runs?\(query)")
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(#"id="problem" role="alert""#))
        #expect(names(answer.text).isEmpty)
    }

    @Test func `a condition that cannot be read keeps the table and shows where the fault is`() async throws {
        let server = try await server(3)
        let answer = try await server.get("/runs?sort=name&filter=mnist+and+%3Cb%3E+%3C+1")
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(#"<code>mnist and <mark>&lt;</mark>b&gt; &lt; 1</code>"#))
        #expect(answer.text.contains(#"id="problem" role="alert""#))
        #expect(answer.text.contains(#"value="mnist and &lt;b&gt; &lt; 1""#))
        #expect(names(answer.text) == ["run-0", "run-1", "run-2"])
        let atEnd = try await server.get("/runs?filter=name+%3D")
        #expect(atEnd.text.contains("<code>name =<mark>\u{A0}</mark></code>"))
    }

    @Test func `a condition is checked without the list`() async throws {
        let server = try await server(3)
        #expect(try await server.get("/runs?part=check&filter=run-1").status == .noContent)
        let bad = try await server.get("/runs?part=check&filter=nmae+%3D+1")
        #expect(bad.status == .ok)
        #expect(bad.text.contains("<mark>nmae</mark>"))
        #expect(names(bad.text).isEmpty)
    }

    @Test func `words, and parameters in documents, are searched, sorted and grouped by`() async throws {
        let store = MemoryStore()
        let values: [[String: Value]] = [
            ["opt.lr": 0.3], ["opt": ["lr": 0.1]], ["opt.lr": 0.1], ["opt": ["lr": 0.2]], ["other": 1],
        ]
        let runs = try values.enumerated().map { number, parameters in
            Run(
                id: try #require(RunID(id(number))), name: "run-\(number)", startTime: .now, parameters: parameters,
                tags: ["data": number < 2 ? "MNIST" : "cifar"])
        }
        try await store.insert(runs.map(\.document), into: .runs)
        let server = try WebFixture(store: store)
        #expect(Set(names(try await server.get("/runs?filter=mnist").text)) == ["run-0", "run-1"])
        #expect(names(try await server.get("/runs?filter=mnist+and+params.opt.lr+%3D+0.1").text) == ["run-1"])
        let sorted = names(try await server.get("/runs?sort=params.opt.lr&rows=2").text)
        #expect(Set(sorted) == ["run-1", "run-2"])
        #expect(names(try await server.get("/runs?sort=-params.opt.lr").text).prefix(2) == ["run-0", "run-3"])
        let grouped = try await server.get("/runs?group=params.opt.lr").text
        let groups = grouped.matches(of: /group-name[^>]*>([^<]*)<.*?group-count">([^<]*)</).map { "\($0.1) \($0.2)" }
        #expect(groups == ["0.1 2", "none 1", "0.2 1", "0.3 1"])
        let within = try await server.get(
            "/runs?group=params.opt.lr&in="
                + (grouped.firstMatch(of: /run-group-load" href="[^"]*in=([^"&]*)/).map { String($0.1) } ?? ""))
        #expect(Set(names(within.text)) == ["run-1", "run-2"])
        // The column has both, and no document.
        let table = try await server.get("/runs").text
        #expect(table.contains(#"data-field="params.`opt.lr`""#))
        #expect(!table.contains("1 fields"))
    }

    @Test func `a cursor of another order is refused`() async throws {
        let server = try await server(9)
        let page = try await server.get("/runs?rows=4").text
        let address = try #require(next(page))
        #expect(try await server.get("\(address)&sort=name").status == .badRequest)
    }

    @Test func `runs are grouped by fields within each other`() async throws {
        let server = try await server(10)
        let top = try await server.get("/runs?group=experiment,params.lr").text
        #expect(top.matches(of: /class="run-group-load"/).count == 2)
        let even = try await server.get("/runs?group=experiment,params.lr&in=even").text
        #expect(even.matches(of: /class="run-group-load"/).count == 2)
        #expect(even.contains("Experiment: even"))
        let leaf = try await server.get("/runs?group=experiment,params.lr&in=even&in=json:0.2").text
        #expect(names(leaf) == ["run-6", "run-2"])
        let missing = try await server.get("/runs?group=metrics.loss&in=json:null").text
        #expect(names(missing) == ["run-9", "run-6", "run-3", "run-0"])
    }

    @Test func `pinned runs stand first whatever the order, hidden ones are told and can be shown`() async throws {
        let server = try await server(6)
        let page = try await server.get("/runs?pin=\(id(2))&hide=\(id(5))").text
        #expect(names(page) == ["run-2", "run-4", "run-3", "run-1", "run-0"])
        #expect(page.contains("1 run hidden"))
        // One that is gone takes nothing away from the others.
        let gone = try await server.get("/runs?pin=\(id(2))&pin=\(id(77))").text
        #expect(names(gone).count == 6)
    }

    @Test func `the buttons put the checked runs into the address`() async throws {
        let server = try await server(4)
        let pinned = try await server.get("/runs?act=pin&run=\(id(1))&run=\(id(2))&hide=\(id(1))&sort=name")
        #expect(pinned.status == .seeOther)
        #expect(pinned.headers[.location] == "/runs?sort=name&pin=\(id(1))&pin=\(id(2))")
        let hidden = try await server.get("/runs?act=hide&run=\(id(3))")
        #expect(hidden.headers[.location] == "/runs?hide=\(id(3))")
        #expect(try await server.get("/runs?act=drop&run=\(id(3))").status == .badRequest)
        #expect(try await server.get("/runs?act=hide&run=nobody").status == .badRequest)
    }

    @Test func `the list is a file, of all runs or of those that are named, and no text becomes a formula`()
        async throws
    {
        let server = try await server(5, name: { $0 == 1 ? "=1+\"\u{301}2" : "run-\($0)" })
        let all = try await server.get("/runs.csv?col=params.lr&col=metrics.loss&sort=name")
        #expect(all.headers[.contentType] == "text/csv; charset=utf-8")
        let lines = all.text.components(separatedBy: "\r\n")
        #expect(lines.first == #""id","name","params.lr","metrics.loss""#)
        #expect(lines[1] == "\"\(id(1))\",\"'=1+\"\"\u{301}2\",0.1,2.0")
        #expect(lines[2] == "\"\(id(0))\",\"run-0\",0.0,")
        #expect(lines.count == 7)
        let some = try await server.get("/runs.csv?col=&run=\(id(3))&run=\(id(99))")
        #expect(some.text == "\"id\",\"name\"\r\n\"\(id(3))\",\"run-3\"\r\n")
        #expect(try await server.get("/runs.csv?run=x").status == .badRequest)
    }

    @Test func `hostile names stay text, in columns, groups and menus as well`() async throws {
        let store = MemoryStore()
        let name = "\"><script>alert(1)</script>\u{202E}"
        let run = Run(
            id: try #require(RunID(id(1))), experiment: name, name: name,
            startTime: WallTime(millisecondsSince1970: 0), parameters: [name: .string(name), "": 1], tags: [name: name])
        try await store.insert([run.document], into: .runs)
        let server = try WebFixture(store: store)
        for query in [
            "", "group=experiment", "group=params.\(FormFields.text(name))", "col=tags.\(FormFields.text(name))",
        ] {
            let answer = try await server.get("/runs?\(query)")
            #expect(answer.status == .ok)
            #expect(!answer.text.contains("<script>alert"))
            // What a form sends back is as it was.
            let shown = answer.text.replacing(#/ (value|data-column)="[^"]*"/#, with: "")
            #expect(!shown.contains("\u{202E}"))
        }
    }

    @Test func `nothing but the empty state is shown of an empty store, and words of a search without results`()
        async throws
    {
        #expect(try await WebFixture().get("/runs").text.contains("No run yet"))
        let none = try await server(3).get("/runs?filter=name+%3D+%27x%27").text
        #expect(none.contains("No results found."))
        #expect(none.contains("0 runs"))
    }
}

extension FormFields {
    /// A text as it stands in an address.
    fileprivate static func text(_ text: String) -> String {
        var fields = FormFields()
        fields.append("", text)
        return String(fields.encoded.dropFirst())
    }
}
