import RegistryCore

/// The HTML of a report.
struct RunReportPage {
    let title: String
    let runs: [ComparedRun]
    let charts: [RunReportChart]
    /// How many metrics have no chart.
    let omittedCharts: Int
    let now: WallTime

    /// The most rows of one kind.
    private static let mostRows = 200
    /// The most metrics with a column in the summary.
    private static let summaryMetrics = 6

    func html() -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="generator" content="visual-backend report">
        <title>\(Self.text(title))</title>
        <style>
        \(RunReportStyle.text)
        </style>
        </head>
        <body>
        <header><h1>\(Self.text(title))</h1><p>\(runs.count == 1 ? "1 run" : "\(runs.count) runs"), \
        as of <time datetime="\(Self.text(now.description))">\(Self.text(CellText.moment(now))) UTC</time></p></header>
        <main>
        \(summary)\(notes)\(pictures)\(differences)
        </main>
        </body>
        </html>

        """
    }

    /// A row for each run: what it is and what came of it.
    private var summary: String {
        let fields: [RunField] = [.status, .experiment, .started, .duration]
        let metrics = charts.prefix(Self.summaryMetrics).map { RunField.metric($0.metric, .last) }
        let shown = (fields + metrics).filter { field in runs.contains { field.value(of: $0.run, at: now) != nil } }
        let head = (["Run"] + shown.map(\.heading)).map { "<th scope=\"col\">\(Self.text($0))</th>" }.joined()
        let rows = runs.map { run in
            let cells = shown.map { field in Self.cell(field.value(of: run.run, at: now), isNumeric: field.isNumeric) }
            let id = "<span class=\"id\">\(run.run.id)</span>"
            return "<tr><th scope=\"row\">\(Self.text(run.label)) \(id)</th>\(cells.joined())</tr>\n"
        }
        return "<section><h2>Summary</h2>\n\(Self.table("<tr>\(head)</tr>", rows.joined()))</section>\n"
    }

    private var notes: String {
        let parts = runs.filter { !$0.run.notes.isEmpty }.map { run in
            let heading = runs.count == 1 ? "" : "<h3>\(Self.text(run.label))</h3>\n"
            return "\(heading)<div class=\"notes\">\(MarkdownText.html(run.run.notes))</div>\n"
        }
        return parts.isEmpty ? "" : "<section><h2>Notes</h2>\n\(parts.joined())</section>\n"
    }

    private var pictures: String {
        guard !charts.isEmpty else { return "" }
        let rest =
            omittedCharts == 0
            ? ""
            : "<p class=\"muted\">\(omittedCharts) more \(omittedCharts == 1 ? "metric has" : "metrics have") no chart here.</p>\n"
        return
            "<section><h2>Charts</h2>\n<div class=\"charts\">\n\(charts.map(\.html).joined())</div>\n\(rest)</section>\n"
    }

    /// What tells the runs apart, and what does not.
    private var differences: String {
        let differences = Differences(of: runs, at: now)
        var html = ""
        if !differences.different.isEmpty {
            let heading = runs.count == 1 ? "What it has" : "What differs"
            html += "<section><h2>\(heading)</h2>\n\(differences.different.map(perRun).joined())</section>\n"
        }
        if !differences.equal.isEmpty {
            let count = differences.equal.reduce(0) { $0 + $1.fields.count }
            html += "<section><details><summary>The same in all runs (\(count))</summary>\n"
            html += differences.equal.map(once).joined() + "</details></section>\n"
        }
        return html
    }

    /// A table with a column for each run.
    private func perRun(_ part: Differences.Part) -> String {
        let head =
            "<tr><th scope=\"col\"></th>\(runs.map { "<th scope=\"col\">\(Self.text($0.label))</th>" }.joined())</tr>"
        // Notes have a section of their own.
        let fields = part.fields.filter { part.title != "Run" || $0.name != RunField.notes.heading }
        guard !fields.isEmpty else { return "" }
        let rows = fields.prefix(Self.mostRows).map { field in
            let cells = field.values.map { value in
                let isBest = field.best.map { best in value?.numberValue == best } ?? false
                return Self.cell(value, isNumeric: value?.numberValue != nil, isBest: isBest && runs.count > 1)
            }
            return "<tr><th scope=\"row\">\(Self.text(field.name))</th>\(cells.joined())</tr>\n"
        }
        return
            "<h3>\(Self.text(part.title))</h3>\n\(Self.table(runs.count == 1 ? "" : head, rows.joined()))\(Self.rest(of: part))"
    }

    /// A table with one column: all runs have it.
    private func once(_ part: Differences.Part) -> String {
        let rows = part.fields.prefix(Self.mostRows).map { field in
            let value = field.values.first ?? nil
            return "<tr><th scope=\"row\">\(Self.text(field.name))</th>\(Self.cell(value, isNumeric: false))</tr>\n"
        }
        return "<h3>\(Self.text(part.title))</h3>\n\(Self.table("", rows.joined()))\(Self.rest(of: part))"
    }

    private static func rest(of part: Differences.Part) -> String {
        let more = part.fields.count - mostRows
        return more > 0 ? "<p class=\"muted\">And \(more) more.</p>\n" : ""
    }

    private static func table(_ head: String, _ rows: String) -> String {
        let top = head.isEmpty ? "" : "<thead>\(head)</thead>\n"
        // Focusable, so that what is wider than the page can be scrolled to without a pointer.
        return "<div class=\"wide\" tabindex=\"0\"><table>\(top)<tbody>\n\(rows)</tbody></table></div>\n"
    }

    private static func cell(_ value: Value?, isNumeric: Bool, isBest: Bool = false) -> String {
        let classes = [isNumeric ? "number" : nil, isBest ? "best" : nil].compactMap(\.self)
        let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        let best = isBest ? " <span class=\"mark\">best</span>" : ""
        return "<td\(attribute)>\(text(value.map(Self.plain) ?? "–"))\(best)</td>"
    }

    /// A value in a cell: lists and documents as they are, as far as anybody would read them.
    private static func plain(_ value: Value) -> String {
        switch value {
        case .array, .document: VisibleText.short(value.json())
        default: CellText.short(value)
        }
    }

    private static func text(_ text: String) -> String { HTMLEscaping.escaped(VisibleText.short(text)) }
}
