import Foundation
import RegistryCore
import TrackerFiles

/// One file of separated values: a row is a step, and each column of numbers a metric.
final class CSVRunReader: SourceRun {
    /// What a column is called that says the step; the first of these that is there does.
    static let stepNames = [
        "step", "_step", "global_step", "globalstep", "train_step", "iteration", "iter", "epoch", "batch", "index",
    ]
    /// What a column is called that says the time.
    static let timeNames = ["timestamp", "_timestamp", "wall_time", "walltime", "time", "datetime", "date"]

    let place: String
    let part: String? = nil
    private(set) var facts = SourceFacts()
    private let rows: CSVRowReader
    private let header: [String]
    private let stepColumn: Int?
    private let timeColumn: Int?
    private let root: SourceFolder
    /// When the file was changed, which a run without times began at.
    private let fileDate: WallTime?
    private var hasTimes = false

    /// Programs other than writers of logs leave the end of the last row away.
    private static let lastRow = LastLine.isWholeAtRest

    init(_ path: String, in root: SourceFolder) throws(RegistryError) {
        place = SourceFolder.absolute(URL(filePath: path))
        self.root = root
        let separator = try Self.separator(of: path, in: root)
        rows = CSVRowReader(
            try readingTracker { () throws(TrackerFileError) in try root.lines(of: path) }, separator: separator)
        fileDate = root.changeTime(of: path)
        guard
            case .fields(let header, _, _)? = try readingTracker({ [rows] () throws(TrackerFileError) in try rows.next()
            }),
            header.count > 1 || Self.stepNames.contains(header.first?.lowercased() ?? "")
        else { throw RegistryError(.corruptData, "The first row names no columns.") }
        self.header = header.map { $0.trimmingCharacters(in: .whitespaces) }
        let lowered = self.header.map { $0.lowercased() }
        stepColumn = Self.stepNames.lazy.compactMap { lowered.firstIndex(of: $0) }.first
        timeColumn = Self.timeNames.lazy.compactMap { lowered.firstIndex(of: $0) }.first
        let url = URL(filePath: place)
        facts.name = url.deletingPathExtension().lastPathComponent
        facts.experiment = url.deletingLastPathComponent().lastPathComponent
        facts.tellsEnd = false
        facts.status = .finished
        facts.start = fileDate
    }

    var key: String { place }

    func read(into batch: inout SourceBatch) throws -> Bool {
        while !batch.isFull {
            let row = try readingTracker { () throws(TrackerFileError) in try rows.next() }
            switch row {
            case nil: return false
            case .damage(let line, let reason)?: batch.report("\(place), line \(line): \(reason)")
            case .fields(let fields, let line, let isEnded)?:
                if isEnded || Self.lastRow.isTaken(of: place, in: root) {
                    take(fields, line, &batch)
                } else {
                    batch.report(Self.lastRow.report("\(place), line \(line)"))
                }
            }
        }
        return true
    }

    private func take(_ fields: [String], _ line: Int, _ batch: inout SourceBatch) {
        if fields.count > header.count {
            batch.report("\(place), line \(line): it has \(fields.count) fields, and there are \(header.count) columns")
        }
        let stepText = stepColumn.flatMap { field(fields, $0) } ?? ""
        let step = Int64(stepText) ?? Self.number(stepText).flatMap { Int64(exactly: $0) }
        let time = timeColumn.flatMap { field(fields, $0) }.flatMap { SourceNumber.clock(.string($0)) }
        if time != nil, !hasTimes {
            hasTimes = true
            // The earliest point says it better.
            facts.start = nil
        }
        // Seconds since the start are no time of day, but a number like others.
        for (column, text) in fields.enumerated() where column < header.count && (column != timeColumn || time == nil) {
            let text = text.trimmingCharacters(in: .whitespaces)
            guard column != stepColumn, !text.isEmpty else { continue }
            guard let number = Self.number(text) else {
                batch.omit(Self.hasDecimalComma(text) ? .decimalCommas : .texts)
                continue
            }
            if step == nil, !stepText.isEmpty { batch.omit(.strangeSteps) }
            batch.addPoint(header[column], step: step, time: time ?? StoredFields.noTime, value: number)
        }
    }

    private func field(_ fields: [String], _ column: Int) -> String? {
        column < fields.count ? fields[column].trimmingCharacters(in: .whitespaces) : nil
    }

    private static func number(_ text: String) -> Double? {
        if let number = Double(text) { return number }
        switch text.lowercased() {
        case "true": return 1
        case "false": return 0
        default: return nil
        }
    }

    /// Whether a text is a number but for a comma where the point should be. It is not taken for one: `1,234` may mean a thousand.
    private static func hasDecimalComma(_ text: String) -> Bool {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        return parts.count == 2 && Double(parts.joined(separator: ".")) != nil
    }

    /// What stands between fields: what the first line has most of.
    private static func separator(of path: String, in root: SourceFolder) throws(RegistryError) -> UInt8 {
        let lines = try readingTracker { () throws(TrackerFileError) in try root.lines(of: path) }
        let first = try readingTracker { () throws(TrackerFileError) in try lines.next() }
        let counts = [UInt8(ascii: ","), 9, UInt8(ascii: ";")].map { separator in
            (separator, first?.bytes.count { $0 == separator } ?? 0)
        }
        return counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil } ?? UInt8(ascii: ",")
    }
}
