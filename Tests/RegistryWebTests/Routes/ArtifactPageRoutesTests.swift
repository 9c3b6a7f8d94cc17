import HTTPTypes
import RegistryCore
import Testing

@Suite struct ArtifactPageRoutesTests {
    @Test func `the first page has the groups, their counts and the newest records in it`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let answer = try await server.get("/")
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
        #expect(answer.text.contains("12 records in 2 groups"))
        #expect(answer.text.contains(#"title="Autoencoder">Autoencoder</bdi><span class="group-count">8</span>"#))
        #expect(answer.text.contains(#"title="8"><bdi>8</bdi></td>"#))
        #expect(answer.text.contains("memory:"))
    }

    @Test func `records are grouped by any field that is typed`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        #expect(try await server.get("/?group_by=ExperimentName").text.contains("12 records in 1 group"))
        let typed = try await server.get("/?group_by=other&group_other=TrainingIteration")
        #expect(typed.text.contains("12 records in 12 groups"))
        let missing = try await server.get("/?group_by=nobody.knows")
        #expect(missing.text.contains("without nobody.knows"))
    }

    @Test(arguments: [
        ("search_field=ModelName&search_value=SOFT", 4), ("search_field=ModelName&search_value=%5Eauto", 8),
        ("search_field=Metadata&search_value=SEED", 12), ("search_field=expression&search_value=MSE+%3C+0.1", 2),
        ("search_field=other&search_other=TrainingIteration&search_value=7", 1),
        ("search_field=ExperimentName&search_value=Digits", 12),
    ])
    func `a search shows what it found`(query: String, count: Int) async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let answer = try await server.get("/?\(query)")
        #expect(answer.text.contains("\(count) record"))
        #expect(answer.text.contains(">Clear</a>"))
    }

    @Test func `the original's form is answered when it is posted`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let answer = try await server.post(
            "/", "group_by=ExperimentName&search_field=ModelName&search_value=softmax")
        #expect(answer.status == .ok)
        #expect(answer.text.contains("4 records in 1 group"))
    }

    @Test func `a search without results says so and offers the way back`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let answer = try await server.get("/?search_field=ModelName&search_value=nothing")
        #expect(answer.text.contains("No results found."))
        #expect(answer.text.contains("Show all artifacts"))
    }

    @Test func `an empty store shows the lines that fill it`() async throws {
        let page = try await WebFixture().get("/").text
        #expect(page.contains("logger.logArtifact(") && page.contains("Nothing is logged yet"))
    }

    @Test func `a store with runs and without artifacts says where the runs are`() async throws {
        let store = MemoryStore()
        for number: UInt64 in 1...2 {
            var generator = SeededGenerator(seed: number)
            let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
            let run = Run(id: RunID(time: start, using: &generator), startTime: start)
            try await store.insert([run.document], into: .runs)
        }
        let page = try await WebFixture(store: store).get("/").text
        #expect(page.contains(#"The registry has <a href="/runs">2 runs</a>."#) && page.contains("No artifacts yet"))
        #expect(!page.contains("Nothing is logged yet") && page.contains("logger.logArtifact("))
    }

    @Test func `a pattern that is none is explained beside the search, which keeps its text`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let answer = try await server.get("/?search_field=ModelName&search_value=%28oops")
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(#"role="alert""#))
        #expect(answer.text.contains(#"value="(oops""#))
        #expect(!answer.text.contains("No results found."))
    }

    @Test func `a group alone is paged from the newest record to the oldest`() async throws {
        let store = try await MemoryStore.holding((1...120).map { ["ModelName": "m", "n": .int($0)] })
        let server = try WebFixture(store: store)
        var path: String? = "/?group=m"
        var pages = 0
        var rows = 0
        while let current = path, pages < 10 {
            let text = try await server.get(current).text
            rows += text.components(between: #"<td class="time">"#)
            path = text.link(ofClass: "group-older")
            pages += 1
        }
        #expect(pages == 3)
        #expect(rows == 120)
    }

    @Test func `groups beyond the first are reached by a link`() async throws {
        let store = try await MemoryStore.holding((1...60).map { ["ModelName": .string("model \($0)")] })
        let text = try await WebFixture(store: store).get("/").text
        #expect(text.contains("more than 50 groups"))
        #expect(text.contains(#"href="/?groups=200""#))
        #expect(try await WebFixture(store: store).get("/?groups=0").status == .badRequest)
        #expect(try await WebFixture(store: store).get("/?groups=1001").status == .badRequest)
    }

    @Test func `names that are markup stay text`() async throws {
        let attack = "\"><img src=x onerror=alert(1)><script>alert(2)</script>"
        let store = try await MemoryStore.holding([
            [
                "ModelName": .string(attack), "ExperimentName": .string(attack), attack: 1,
                "FileList": [.string(attack + ".csv")],
            ]
        ])
        let server = try WebFixture(store: store)
        for path in ["/", "/?group_by=ExperimentName", "/?group=json:%22x%22", "/?search_value=%3Cscript%3E"] {
            let text = try await server.get(path).text
            #expect(!text.contains("<img src=x"))
            #expect(!text.contains("<script>alert"))
        }
        #expect(try await server.get("/").text.contains("&lt;script&gt;alert(2)"))
    }

    @Test func `a quotation mark with an accent does not end an attribute`() async throws {
        let store = try await MemoryStore.holding([["ModelName": "\"\u{0301} onmouseover=alert(1) x=\""]])
        let text = try await WebFixture(store: store).get("/").text
        let open = "\"\u{0301}"
        let escaped = "&quot;\u{0301} onmouseover"
        #expect(!text.unicodeScalars.contains(sequence: open))
        #expect(text.unicodeScalars.contains(sequence: escaped))
    }

    @Test func `an error is a page for people and a problem for programs`() async throws {
        let server = try WebFixture(store: FailingStore(error: RegistryError(.unavailable, "The store is away.")))
        let page = try await server.get("/?group_by=ModelName", headers: [.accept: "text/html,*/*"])
        #expect(page.status == .serviceUnavailable)
        #expect(page.text.contains("The store is away."))
        #expect(page.text.contains(#"href="/?group_by=ModelName""#))
        #expect(try await server.get("/").code == "unavailable")
    }

    @Test func `the colours of the cookie are the page's, and no other text of it`() async throws {
        let server = try WebFixture()
        #expect(try await server.get("/", headers: [.cookie: "theme=dark"]).text.contains(#"data-theme="dark""#))
        let attack = try await server.get("/", headers: [.cookie: "theme=x\" onload=\"alert(1)"])
        #expect(attack.text.contains(#"data-theme="system""#))
    }

    @Test func `files of a page are served under its version only`() async throws {
        let server = try WebFixture()
        let text = try await server.get("/").text
        let style = try #require(text.firstMatch(of: /href="(\/assets\/[0-9a-f]+\/look\.css)"/)?.1)
        let answer = try await server.get(String(style))
        #expect(answer.headers[.contentType] == "text/css; charset=utf-8")
        #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
        for path in ["/assets/0/look.css", "/assets/\(style.split(separator: "/")[1])/../../Package.swift"] {
            #expect(try await server.get(path).status == .notFound)
        }
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(between text: String) -> Int { ranges(of: text).count }

    /// The address of the link of a class.
    fileprivate func link(ofClass name: String) -> String? {
        guard let expression = try? Regex(#"class="\#(name)" href="([^"]+)""#, as: (Substring, Substring).self),
            let found = firstMatch(of: expression)
        else { return nil }
        return String(found.1).replacing("&amp;", with: "&")
    }
}

extension String.UnicodeScalarView {
    /// Whether scalars occur one after another; `String` compares by characters and would not see them.
    fileprivate func contains(sequence text: String) -> Bool {
        Array(self).ranges(of: Array(text.unicodeScalars)).count > 0
    }
}
