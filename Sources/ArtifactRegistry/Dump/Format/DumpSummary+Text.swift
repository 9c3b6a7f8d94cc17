import RegistryCore

extension DumpSummary: CustomStringConvertible {
    /// A line for everything there is, with its count and its digest.
    public var description: String { table.joined(separator: "\n") }

    /// The same, line by line.
    var table: [String] {
        var rows = collections.compactMap { name in records[name].map { (name.description, $0) } }
        rows.append(("points of \(series) series", points))
        rows.append(("lines of logs", lines))
        let width = rows.reduce(0) { max($0, $1.0.count) }
        let digits = rows.reduce(0) { max($0, String($1.1.count).count) }
        return rows.map { name, part in
            let count = String(part.count)
            return name + String(repeating: " ", count: width - name.count + 2 + digits - count.count) + count
                + "  sha256 \(part.sha256)"
        }
    }
}
