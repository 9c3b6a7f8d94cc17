import Foundation
import RegistryCore

/// The folder where charts are kept: written under checked names only, and tidied as it fills.
struct ChartFolder: Sendable {
    private let folder: URL
    private let retention: ChartRetention
    /// Whether the folder is this server's alone and goes with it.
    private let isPrivate: Bool

    /// Makes the folder when it is not there.
    ///
    /// - Parameter path: `nil` for a new private one.
    /// - Throws: ``RegistryError`` with `unavailable` when it cannot be made.
    init(path: String?, retention: ChartRetention) throws(RegistryError) {
        let chosen =
            path.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.temporaryDirectory.appending(
                path: "visual-backend-charts-\(UUID().uuidString)", directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(
                at: chosen, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw RegistryError(
                .unavailable,
                "The folder for charts, \(chosen.path(percentEncoded: false)), cannot be made. "
                    + "Name another one with --charts FOLDER.", underlying: error)
        }
        folder = chosen
        isPrivate = path == nil
        self.retention = retention
    }

    /// The chart of a name; `nil` when it is not there, or no longer.
    func chart(_ name: ChartName) -> Data? { try? Data(contentsOf: folder.appending(path: name.description)) }

    /// Whether the chart of a name is there.
    func holds(_ name: ChartName) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name.description).path(percentEncoded: false))
    }

    /// Keeps a chart; nobody sees half of one.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when it cannot be written.
    func keep(_ png: [UInt8], as name: ChartName) throws(RegistryError) {
        do {
            try Data(png).write(to: folder.appending(path: name.description), options: .atomic)
        } catch {
            throw RegistryError(
                .unavailable, "A chart could not be written to the folder for charts. Is its disk full?",
                underlying: error)
        }
    }

    /// Removes charts that are too old or too many, the oldest first. Other files are left alone.
    func tidy(now: Date) {
        let keys: Set<URLResourceKey> = [.contentModificationDateKey]
        let files =
            (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))) ?? []
        let charts = files.filter { ChartName($0.lastPathComponent) != nil }.map { file in
            (file: file, date: (try? file.resourceValues(forKeys: keys))?.contentModificationDate ?? .distantPast)
        }.sorted { $0.date > $1.date }
        let oldest = now.addingTimeInterval(-Double(retention.longestAge.components.seconds))
        for (index, chart) in charts.enumerated() where index >= retention.mostCharts || chart.date < oldest {
            try? FileManager.default.removeItem(at: chart.file)
        }
    }

    /// Removes the folder if it is this server's alone.
    func close() {
        if isPrivate { try? FileManager.default.removeItem(at: folder) }
    }
}
