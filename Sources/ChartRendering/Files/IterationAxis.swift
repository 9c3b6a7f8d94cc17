/// What stands along the horizontal axis of files: their iterations, or the numbers of their rows where they count none.
struct IterationAxis: Hashable {
    /// What a chart's title says after the column: `Over Iterations`.
    let title: String
    /// The axis's own title: what the files call their iterations.
    let label: String

    /// An axis that names more would say less.
    private static let mostNames = 3

    /// The axis of the files of one chart.
    init(_ tables: [CSVTable]) {
        var names: [String] = []
        var hasRows = false
        for table in tables {
            guard let name = table.iterationColumn?.name else {
                hasRows = true
                continue
            }
            if !names.contains(name) { names.append(name) }
        }
        var words = Array(names.prefix(Self.mostNames))
        if hasRows { words.append(words.isEmpty ? "Row" : "row") }
        label = words.joined(separator: " or ")
        title = names.isEmpty ? "Over Rows" : hasRows ? "Over Iterations or Rows" : "Over Iterations"
    }
}
