/// Figures beside their peers' and their targets, as a Markdown table.
package struct ResultTable {
    /// One thing that was measured.
    package struct Row: Sendable {
        /// What it was measured of, where a table has several subjects.
        package var subject: String?
        package var what: String
        package var figure: Figure
        /// The slowest of the times whose median is the figure.
        package var slowest: Figure?
        /// What another program needs for the same.
        package var peer: Figure?
        package var target: Target?

        package init(
            subject: String? = nil, _ what: String, _ figure: Figure, slowest: Figure? = nil, peer: Figure? = nil,
            target: Target? = nil
        ) {
            self.subject = subject
            self.what = what
            self.figure = figure
            self.slowest = slowest
            self.peer = peer
            self.target = target
        }
    }

    private let subjects: String
    private let peers: String
    private var rows: [Row] = []

    /// - Parameters:
    ///   - subjects: The head of the subjects' column. It is left out when no row has a subject, as `slowest` is.
    ///   - peers: The head of the peers' column.
    package init(subjects: String = "of", peers: String = "peer") {
        self.subjects = subjects
        self.peers = peers
    }

    /// Adds a row, and tells it at once: the next one may take minutes.
    package mutating func add(_ row: Row) {
        rows.append(row)
        Console.say("\(Self.columns(of: row).filter { !$0.isEmpty }.joined(separator: ", "))")
    }

    /// The table.
    package var text: String {
        let heads = [subjects, "what", "figure", "slowest", peers, "ratio", "target", "met"]
        let isShown = [rows.contains { $0.subject != nil }, true, true, rows.contains { $0.slowest != nil }]
        let shown = heads.indices.filter { $0 >= isShown.count || isShown[$0] }
        var table = MarkdownTable(columns: shown.map { heads[$0] })
        for cells in rows.map(Self.columns) { table.add(shown.map { cells[$0] }) }
        return table.text
    }

    private static func columns(of row: Row) -> [String] {
        let ratio = row.peer.flatMap { row.figure.ratio(to: $0) }
        let isMet = row.target.flatMap { $0.isMet(by: row.figure, peer: row.peer) }
        return [
            row.subject ?? "", row.what, row.figure.text, row.slowest?.text ?? "", row.peer?.text ?? "",
            ratio.map { "\($0.short) x" } ?? "", row.target?.text ?? "", isMet.map { $0 ? "yes" : "NO" } ?? "",
        ]
    }
}
