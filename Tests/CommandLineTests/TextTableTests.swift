import RegistryCore
import Testing

@testable import visual_backend

@Suite struct TextTableTests {
    @Test func `numbers stand to the right, text to the left`() {
        let table = TextTable(records: [
            ["_id": 1, "ModelName": "a", "MSE": 0.5, "TrainingIteration": 10],
            ["_id": 2, "ModelName": "longer", "MSE": 12, "TrainingIteration": 9],
        ])
        #expect(
            table.text == """
                TrainingIteration  ModelName  MSE
                -----------------  ---------  ---
                               10  a          0.5
                                9  longer      12
                """)
    }

    @Test func `text cannot speak to the terminal`() {
        let text = TextTable(records: [["note": "red \u{1B}[31m\u{202E}\nnext"]]).text
        #expect(!text.contains("\u{1B}"))
        #expect(!text.contains("\u{202E}"))
        #expect(text.split(separator: "\n").count == 3)
    }

    @Test func `long text is cut`() {
        let text = TextTable(records: [["note": .string(String(repeating: "x", count: 500))]]).text
        #expect(text.hasSuffix("…"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 40 })
    }

    @Test func `no records are said to be none`() {
        #expect(TextTable(records: []).text == "No results found.")
    }
}
