import BenchmarkKit

/// What was written and read, how fast and in how much memory, as a Markdown table.
struct ScalarTable {
    private var table = MarkdownTable(
        columns: ["what", "scalars", "rate", "rate of processor time", "peak memory"])

    /// Adds a row, and tells it at once.
    mutating func add(_ title: String, _ cost: Cost) {
        table.add([title, Double(cost.count).grouped] + [cost.rate, cost.processorRate, cost.memory].map(\.text))
        Console.say("\(title): \(cost.rate.text)")
    }

    /// The table.
    var text: String { table.text }
}
