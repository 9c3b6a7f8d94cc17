import FileStorage
import RegistryCore

/// What a collection found and did, in words.
struct CollectedText {
    /// So many names of contents are told of each kind.
    private static let mostNames = 20

    let text: String

    init(_ report: GarbageCollection.Report, isDryRun: Bool, named: Int, undoDays: Double) {
        let days = undoDays == undoDays.rounded() ? String(Int(undoDays)) : "\(undoDays)"
        var lines = [
            "\(report.found) contents, \(report.foundBytes) bytes; \(report.needed) are named by records."
        ]
        func tell(_ ids: [ContentID], _ what: String) {
            guard !ids.isEmpty else { return }
            lines.append("\(ids.count) \(what):")
            lines += ids.prefix(Self.mostNames).map { "  \($0)" }
            if ids.count > Self.mostNames { lines.append("  and \(ids.count - Self.mostNames) more") }
        }
        tell(
            report.deleted,
            isDryRun ? "would be deleted, \(report.deletedBytes) bytes" : "deleted, \(report.deletedBytes) bytes")
        tell(report.marked, "\(isDryRun ? "would be marked" : "marked"), to be deleted after \(days) days")
        tell(report.waiting, "marked before, and still within these days")
        tell(
            report.restored,
            isDryRun ? "are named again, and would lose their marks" : "named again: their marks are off")
        tell(report.claimed, "left as they are, because somebody else decides about them: run it again later")
        if report.young > 0 { lines.append("\(report.young) named by no record, but younger than a day: let alone.") }
        // Records name bytes that lie elsewhere, too: in the folders of runs.
        if !report.missing.isEmpty {
            lines.append("\(report.missing.count) of the \(named) digests that records name are not in this place.")
        }
        lines.append(isDryRun ? "Nothing was changed; --delete does it." : "Done.")
        text = lines.joined(separator: "\n")
    }
}
