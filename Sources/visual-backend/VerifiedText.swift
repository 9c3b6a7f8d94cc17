import FileStorage

/// What a comparison of contents with their names found, in words.
enum VerifiedText {
    /// A content that is not as it should be.
    static func line(_ fault: ContentVerification.Fault) -> String {
        TextTable.plain("\(fault.kind.rawValue.uppercased()) \(fault.key): \(fault.message)")
    }

    /// What was found of a comparison that came to no end.
    static func unfinished(_ report: ContentVerification) -> String {
        "Stopped before the end. So far: \(summary(report))\nWhat else there is was not compared."
    }

    /// All of them in numbers.
    static func summary(_ report: ContentVerification) -> String {
        var lines = [
            "\(report.found) contents, \(report.readBytes) bytes read; \(report.intact) are what their names say, "
                + "\(report.damaged) are damaged, \(report.unreadable) cannot be read."
        ]
        if report.gone > 0 { lines.append("\(report.gone) were deleted meanwhile.") }
        if report.foreign > 0 { lines.append("\(report.foreign) files among them are no contents: not looked at.") }
        return lines.joined(separator: "\n")
    }
}
