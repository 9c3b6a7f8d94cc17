import ChartRendering
import Foundation
import RegistryCharts
import RegistryCore

/// Makes charts of CSV files, remembers which it made, and keeps them in its folder.
///
/// The same files in the same state give the same charts under the same names, made once.
actor ChartMaker {
    /// The most curves the charts of one page have.
    static let mostCurves = 20

    nonisolated let folder: ChartFolder
    nonisolated let queue = ChartQueue()
    private let logs: LogFolder
    private let limits: RequestLimits
    private var made: [UInt64: ChartDrawing.Drawn] = [:]

    /// - Throws: ``RegistryError`` with `unavailable` when the folder for charts cannot be made.
    init(configuration: VisualBackendConfiguration) throws(RegistryError) {
        folder = try ChartFolder(path: configuration.chartsFolder, retention: configuration.chartRetention)
        logs = LogFolder(path: configuration.logRoot)
        limits = configuration.limits
    }

    /// The charts of CSV files, named as a client names them: one for each numeric column, with one curve for each file.
    ///
    /// A file that cannot be used, or in which there is nothing to draw, takes nothing away from the others: it is among the
    /// answer's problems.
    ///
    /// - Parameter looks: how the charts look; each chart is made in every look.
    /// - Throws: ``RegistryError`` and ``RequestRefusal`` when none of the files can be used, for the reason the first one
    ///   cannot (see ``LogFolder/csvFile(named:)``); ``RegistryError`` for too many or too large files.
    func charts(of names: [String], looks: [ChartLook]) async throws -> ChartSet {
        guard names.count <= limits.mostChartFiles else {
            throw RegistryError(
                .invalidArgument,
                "Charts are made of at most \(limits.mostChartFiles) files; \(names.count) were named.")
        }
        var files: [URL: String] = [:]
        var order: [URL] = []
        var problems: [ChartFileProblem] = []
        for name in names {
            do {
                let file = try logs.csvFile(named: name)
                if files.updateValue(name, forKey: file) == nil { order.append(file) }
            } catch {
                problems.append(ChartFileProblem(fileName: name, error: error))
            }
        }
        let drawn = try await drawn(order, looks: looks)
        func named(_ problem: CSVFiles.Problem) -> ChartFileProblem {
            ChartFileProblem(
                fileName: files[problem.file] ?? problem.file.lastPathComponent, error: RegistryError(problem.error))
        }
        problems += drawn.problems.map(named)
        if drawn.problems.count == order.count, let first = problems.first { throw first.error }
        return ChartSet(charts: drawn.charts, problems: problems + drawn.empty.map(named))
    }

    private func drawn(_ files: [URL], looks: [ChartLook]) async throws -> ChartDrawing.Drawn {
        guard !files.isEmpty else { return ChartDrawing.Drawn(charts: looks.map { _ in [] }, problems: [], empty: []) }
        let state = try state(of: files)
        let key = looks.reduce(state) { FNV1a.mixed($0, with: $1.description) }
        if let known = made[key], known.charts.joined().allSatisfy({ folder.holds($0.name) }) { return known }
        let drawing = ChartDrawing(
            files: files, looks: looks.map { (look: $0, seed: FNV1a.mixed(state, with: $0.description)) }, logs: logs,
            folder: folder)
        let drawn = try await queue.run { [folder] check in
            folder.tidy(now: Date())
            return try drawing.draw(check: check)
        }
        if made.count >= 1_000 { made.removeAll() }
        made[key] = drawn
        return drawn
    }

    /// A number that changes when a file does.
    private func state(of files: [URL]) throws -> UInt64 {
        var hash = FNV1a()
        var total = 0
        for file in files {
            let values = try? file.resourceValues(forKeys: [.fileSizeKey, .contentModificationDateKey])
            let size = values?.fileSize ?? 0
            let date = values?.contentModificationDate?.timeIntervalSince1970 ?? 0
            total += size
            hash.combine("\(file.path(percentEncoded: false))\n\(size)\n\(date)\n".utf8)
        }
        guard total <= limits.largestChartInput else {
            throw RegistryError(
                .invalidArgument,
                "The files have \(total) bytes together; charts are made of at most \(limits.largestChartInput). "
                    + "Choose fewer.")
        }
        return hash.digest
    }
}

extension FNV1a {
    /// The number for a number and a text.
    fileprivate static func mixed(_ number: UInt64, with text: String) -> UInt64 {
        var hash = FNV1a()
        hash.combine(withUnsafeBytes(of: number.littleEndian) { Array($0) })
        hash.combine(text.utf8)
        return hash.digest
    }
}
