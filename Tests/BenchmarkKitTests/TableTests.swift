import BenchmarkKit
import Testing

@Suite("Tables")
struct TableTests {
    @Test("Columns are aligned, missing cells are empty, bars are kept")
    func markdown() {
        var table = MarkdownTable(columns: ["what", "n"])
        table.add(["a|b and more", "1"])
        table.add(["c"])
        #expect(
            table.text == """
                | what          | n |
                | ----          | - |
                | a\\|b and more | 1 |
                | c             |   |
                """)
    }

    @Test("Figures stand beside peers and targets; a column that no row needs is left out")
    func results() {
        var table = ResultTable(subjects: "store", peers: "pymongo")
        table.add(ResultTable.Row("insert", .perSecond(3_000), peer: .perSecond(1_000), target: .ratio(4)))
        #expect(
            table.text == """
                | what   | figure  | pymongo | ratio  | target    | met |
                | ----   | ------  | ------- | -----  | ------    | --- |
                | insert | 3,000/s | 1,000/s | 3.00 x | >= 4.00 x | NO  |
                """)
        table.add(ResultTable.Row(subject: "SQLite", "page", .milliseconds(1), slowest: .milliseconds(2)))
        #expect(table.text.hasPrefix("| store  | what   | figure  | slowest |"))
    }
}
