import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunSamplesPageTests {
    @Test func `a run's page shows its texts and matrices, step by step`() async throws {
        let fixture = try await WritingFixture()
        let server = fixture.server
        for step in 1...2 {
            try await server.post(
                "/api/v1/runs/\(fixture.run)/artifacts",
                #"{"artifacts": [{"_seq": \#(step), "label": "answer", "predicted": "a cat \#(step)", "expected": "a dog", "#
                    + #""val/confusion_matrix": [[5, 1], [2, 7]], "step": \#(step)}]}"#)
        }
        let last = try await server.get("/runs/\(fixture.run)").text
        #expect(last.contains("<figcaption>Expected</figcaption>"))
        #expect(last.contains(">step 2, "))
        #expect(last.contains("/compare/matrix?run=\(fixture.run)&amp;name="))
        #expect(last.contains("href=\"/runs/\(fixture.run)?step=1#samples\""))
        #expect(last.contains("action=\"/runs/\(fixture.run)#samples\""))
        let first = try await server.get("/runs/\(fixture.run)?step=1").text
        #expect(first.contains(">step 1, "))
        #expect(first.contains("href=\"/runs/\(fixture.run)?step=2#samples\""))
    }

    @Test func `notes are shown as the run's page shows them`() async throws {
        let server = try WebFixture()
        let answer = try await server.post("/notes", "*a* <b>\n\n| x |\n|---|\n| 1 |")
        #expect(answer.status == .ok)
        #expect(answer.text.hasPrefix("<p><em>a</em> &lt;b&gt;</p>"))
        #expect(answer.text.contains("<td>1</td>"))
    }
}
