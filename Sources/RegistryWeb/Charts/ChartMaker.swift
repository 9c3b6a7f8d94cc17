import Foundation
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
    private var made: [UInt64: [MadeChart]] = [:]

    /// - Throws: ``RegistryError`` with `unavailable` when the folder for charts cannot be made.
    init(configuration: VisualBackendConfiguration) throws(RegistryError) {
        folder = try ChartFolder(path: configuration.chartsFolder, retention: configuration.chartRetention)
        logs = LogFolder(path: configuration.logRoot)
        limits = configuration.limits
    }

    /// The charts of CSV files, named as a client names them: one for each numeric column, with one curve for each file.
    ///
    /// - Throws: ``RegistryError`` and ``RequestRefusal`` for names that cannot be used (see ``LogFolder/csvFile(named:)``),
    ///   for too many or too large files, and for files that are no CSV.
    func charts(of names: [String], colours: ChartColours) async throws -> [MadeChart] {
        guard names.count <= limits.mostChartFiles else {
            throw RegistryError(
                .invalidArgument,
                "Charts are made of at most \(limits.mostChartFiles) files; \(names.count) were named.")
        }
        var files: [URL] = []
        for name in names {
            let file = try logs.csvFile(named: name)
            if !files.contains(file) { files.append(file) }
        }
        let state = try state(of: files, colours: colours)
        if let known = made[state], known.allSatisfy({ folder.holds($0.name) }) { return known }
        let charts = try await queue.run { [folder, logs, files] check in
            folder.tidy(now: Date())
            return try Self.draw(files, colours: colours, state: state, logs: logs, into: folder, check: check)
        }
        if made.count >= 1_000 { made.removeAll() }
        made[state] = charts
        return charts
    }

    /// A number that changes when a file does.
    private func state(of files: [URL], colours: ChartColours) throws -> UInt64 {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        var total = 0
        for file in files {
            let values = try? file.resourceValues(forKeys: [.fileSizeKey, .contentModificationDateKey])
            let size = values?.fileSize ?? 0
            let date = values?.contentModificationDate?.timeIntervalSince1970 ?? 0
            total += size
            for byte in "\(file.path(percentEncoded: false))\n\(size)\n\(date)\n\(colours)".utf8 {
                digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
        guard total <= limits.largestChartInput else {
            throw RegistryError(
                .invalidArgument,
                "The files have \(total) bytes together; charts are made of at most \(limits.largestChartInput). Choose fewer."
            )
        }
        return digest
    }
}
