import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct CompareSamplesTests {
    private func id(_ number: Int) -> String { "0190a00000007000800000000000" + String(1_000 + number) }

    private var both: String { "\(id(0)),\(id(1))" }

    /// Two runs with records of their own, by the run's number.
    private func store(_ records: [(run: Int, record: Document)]) async throws -> MemoryStore {
        let store = MemoryStore()
        for number in 0..<2 {
            let run = try #require(RunID(id(number)))
            let start = WallTime(millisecondsSince1970: 0)
            try await store.insert([Run(id: run, name: "run-\(number)", startTime: start).document], into: .runs)
        }
        for (run, record) in records {
            var record = record
            record["_run"] = .string(id(run))
            try await store.insert([record], into: .artifacts)
        }
        return store
    }

    private func matrix(_ rows: [[Int]], step: Int64 = 1, field: String = "val/confusion_matrix") -> Document {
        [
            field: .array(rows.map { .array($0.map { .int(Int64($0)) }) }), "iteration": .int(step),
            "class_names": ["cat", "dog"],
        ]
    }

    @Test func `texts of runs are compared with what was expected`() async throws {
        let store = try await store([
            (0, ["label": "caption", "predicted": "a cat sits", "expected": "a dog sits", "iteration": 3]),
            (1, ["label": "caption", "predicted": "a dog sits", "expected": "a dog sits", "iteration": 3]),
        ])
        let page = try await WebFixture(store: store).get("/compare?runs=\(both)").text
        #expect(page.contains("against what was expected"))
        #expect(page.contains("a <del>dog</del><ins>cat</ins> sits"))
        #expect(page.contains("step 3, 1 word removed, 1 added"))
        #expect(page.contains("step 3, the same"))
    }

    @Test func `without an expectation the first run's text is what others are compared with`() async throws {
        let store = try await store([
            (0, ["text": "one two", "step": 1]), (1, ["text": "one three", "step": 1]),
            (0, ["text": "later <b>", "step": 9]),
        ])
        let server = try WebFixture(store: store)
        let early = try await server.get("/compare?runs=\(both)&step=5").text
        #expect(early.contains("against run-0"))
        #expect(early.contains("one <del>two</del><ins>three</ins>"))
        #expect(early.contains(#"<option value="1" selected>"#))
        #expect(early.contains(#"step=9#samples" rel="next""#))
        // Each run's last text up to the step.
        let late = try await server.get("/compare?runs=\(both)").text
        #expect(late.contains("later &lt;b&gt;"))
        #expect(late.contains(#"<option value="9" selected>"#))
    }

    @Test func `text files with a label are texts, too`() async throws {
        let store = try await store([])
        let server = try WebFixture(store: store)
        for number in 0..<2 {
            let file = "note-\(number).txt"
            try Data("the run \(number)".utf8).write(to: server.logRoot.appending(path: file))
            let record = FileRecord(
                id: .string(file), file: file, fileType: "text", run: RunID(id(number)), step: 1, label: "note",
                contentType: "text/plain")
            try await store.insert([record.document], into: .files)
        }
        let outside = FileRecord(
            id: .string("outside"), file: "../../../etc/passwd", fileType: "text", run: RunID(id(0)), step: 1,
            label: "outside",
            contentType: "text/plain")
        try await store.insert([outside.document], into: .files)
        let page = try await server.get("/compare?runs=\(both)").text
        #expect(page.contains("the run <del>0</del><ins>1</ins>"))
        #expect(!page.contains("root:"))
    }

    @Test func `texts that lie with a run's media are texts, too`() async throws {
        let store = try await store([])
        let server = try WebFixture(store: store)
        let text = Array("what the run wrote".utf8)
        let digest = SHA256.hexadecimalDigest(of: text)
        let path = "net/media/note_1_\(digest.prefix(16)).md"
        let file = server.logRoot.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text).write(to: file)
        // As another machine names it.
        let record = FileRecord(
            id: .string("note"), file: "media/note", fileType: "text", run: RunID(id(0)), step: 1, label: "note",
            contentType: "text/markdown", sizeInBytes: Int64(text.count), sha256: digest,
            location: "/elsewhere/logs/\(path)")
        try await store.insert([record.document], into: .files)
        #expect(try await server.get("/runs/\(id(0))").text.contains("what the run wrote"))
    }

    @Test func `long texts are cut, and that is said`() async throws {
        let long = String(repeating: "word ", count: 10_000)
        let store = try await store([(0, ["text": .string(long)]), (1, ["text": .string(long + "end")])])
        let page = try await WebFixture(store: store).get("/compare?runs=\(both)").text
        #expect(page.contains("Only the beginning is compared and shown: 800 words and signs, or 64 KiB."))
        #expect(page.utf8.count < 60_000)
    }

    @Test func `confusion matrices stand beside each other with their difference`() async throws {
        let store = try await store([(0, matrix([[8, 2], [1, 9]])), (1, matrix([[9, 1], [3, 7]]))])
        let server = try WebFixture(store: store)
        let page = try await server.get("/compare?runs=\(both)").text
        #expect(page.matches(of: /<figure class="matrix">/).count == 3)
        #expect(page.contains("Matrix: run-1 − run-0"))
        let addresses = page.matches(of: /src="(\/compare\/matrix[^"]*)"/).map {
            String($0.1).replacing("&amp;", with: "&")
        }
        #expect(addresses.count == 3)
        var pictures: Set<[UInt8]> = []
        for address in addresses {
            let answer = try await server.get(address)
            #expect(answer.headers[.contentType] == "image/png")
            pictures.insert(answer.bytes)
        }
        #expect(pictures.count == 3)
    }

    @Test func `matrices of other classes have no difference, and what is no matrix is left out`() async throws {
        var other = matrix([[1, 2], [3, 4]])
        other["class_names"] = ["cat", "bird"]
        let ragged: Document = ["confusion_matrix": [[1, 2], [3]], "step": 1]
        let text: Document = ["confusion_matrix": "none", "step": 1]
        let store = try await store([(0, matrix([[8, 2], [1, 9]])), (1, other), (0, ragged), (1, text)])
        let server = try WebFixture(store: store)
        let page = try await server.get("/compare?runs=\(both)").text
        #expect(page.contains("has other classes than that of run-0"))
        #expect(page.matches(of: /<figure class="matrix">/).count == 2)
        let answer = try await server.get("/compare/matrix?run=\(id(1))&base=\(id(0))&name=val/confusion_matrix")
        #expect(answer.status == .badRequest)
    }

    @Test(arguments: [
        "", "?run=x&name=a", "?name=val/confusion_matrix", "?run=RUN&name=other",
        "?run=RUN&name=val/confusion_matrix&step=0",
        "?run=RUN&name=val/confusion_matrix&step=x", "?run=RUN&name=val/confusion_matrix&base=x",
        "?run=RUN&name=val/confusion_matrix&width=1",
    ])
    func `a matrix that is not there is refused`(query: String) async throws {
        let server = try WebFixture(store: try await store([(0, matrix([[8, 2], [1, 9]]))]))
        let answer = try await server.get("/compare/matrix" + query.replacing("RUN", with: id(0)))
        #expect([.badRequest, .notFound].contains(answer.status))
    }

    @Test func `matrices of as many samples differ in samples, others in shares`() throws {
        let sample = { (rows: [[Int]]) in MatrixSample("val/confusion_matrix", in: matrix(rows), step: 0) }
        let old = try #require(sample([[8, 2], [0, 10]]))
        let other = try #require(sample([[6, 4], [0, 10]]))
        let same = try #require(MatrixDifference(from: old, to: other))
        #expect(same.rows == [[-2, 2], [0, 0]])
        #expect(!same.isOfShares)
        let larger = try #require(sample([[80, 20], [100, 0]]))
        let more = try #require(MatrixDifference(from: old, to: larger))
        #expect(more.rows == [[0, 0], [100, -100]])
        #expect(more.isOfShares)
    }

    @Test func `what was not committed is shown when it is not the same`() async throws {
        let store = try await store([])
        for (number, text) in ["+a line\n", "-another\n"].enumerated() {
            var record = FileRecord(
                id: .string("d\(number)"), file: "d\(number)", fileType: "diff", run: RunID(id(number))
            ).document
            record["text"] = .string(text)
            try await store.insert([record], into: .files)
        }
        let server = try WebFixture(store: store)
        let page = try await server.get("/compare?runs=\(both)").text
        #expect(page.contains("Changes that were not committed"))
        #expect(page.contains("1 lines added, 0 removed"))
        #expect(page.contains(#"data-line="removed">-another"#))
        #expect(
            !(try await WebFixture(store: try await self.store([])).get("/compare?runs=\(both)")).text.contains(
                "compare-code"))
    }

    @Test func `runs without texts and matrices have no such part`() async throws {
        let store = try await store([(0, ["ModelName": "only numbers", "MSE": 0.5])])
        #expect(!(try await WebFixture(store: store).get("/compare?runs=\(both)").text.contains(#"id="samples""#)))
    }
}
