import EventFiles
import Foundation
import LoggerAndViewer

/// The numbers of the records that have arrived, place by place.
struct FoundNumbers {
    /// In which places a record may be found.
    static let places = ["CSV", "TensorBoard", "TensorBoard scalars", "artifacts", "series", images]
    /// The place that has every hundredth record.
    static let images = "images"

    /// For each place how often each number is there.
    private(set) var counts: [String: [Int: Int]] = [:]

    /// Looks into the files of the run folder below `place`, and into a registry.
    init(in place: String, _ registry: DataManager) async throws {
        let run = place + "/logs/" + LogCommand.logDir
        for number in try Self.rows(of: run + "/data/torture_abcde.csv") { note(number, in: "CSV") }
        try readEvents(in: run)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: run + "/image")) ?? [] {
            let number = name.split(separator: "_").last?.split(separator: ".").first.flatMap { Int($0) }
            if let number { note(number, in: Self.images) }
        }
        for try await artifact in registry.allArtifacts() {
            if let number = artifact.fields["Number"]?.intValue { note(Int(number), in: "artifacts") }
        }
        try await readSeries(of: registry)
    }

    private mutating func note(_ number: Int, in place: String) { counts[place, default: [:]][number, default: 0] += 1 }

    private mutating func readEvents(in folder: String) throws {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.contains("tfevents")
        {
            let reader = try EventFileReader(URL(filePath: folder + "/" + name))
            while let event = try reader.next() {
                guard case .summary(let values) = event.content else { continue }
                for value in values {
                    // Numbers of more than 24 bits do not fit into a Float; the step is exact.
                    switch value.tag {
                    case "m/Number": note(Int(event.step), in: "TensorBoard")
                    case "scalar": note(Int(event.step), in: "TensorBoard scalars")
                    default: break
                    }
                }
            }
            try reader.requireEnd()
        }
    }

    private mutating func readSeries(of registry: DataManager) async throws {
        var cursor: PageCursor?
        repeat {
            let page = try await registry.store.find(in: .runs, Query(limit: 1_000, cursor: cursor))
            for document in page.elements {
                let run = try Run(document: document)
                let blocks = try await registry.store.seriesBlocks(
                    of: SeriesID(run: run.id, metric: "scalar"), in: .min ... .max, content: .points)
                for point in try blocks.flatMap({ try $0.points() }) { note(Int(point.step.rawValue), in: "series") }
            }
            cursor = page.next
        } while cursor != nil
    }

    /// The numbers in a column of a CSV file, `Number` by default, read as RFC 4180 says; none when there is no file. A row without
    /// a number counts as -1.
    static func rows(of path: String, column name: String = "Number") throws -> [Int] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var rows: [[String]] = [[]]
        var field: [UInt8] = []
        var isQuoted = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted, UInt8(ascii: "\n") where !isQuoted:
                rows[rows.count - 1].append(String(decoding: field, as: UTF8.self))
                field = []
                if byte == UInt8(ascii: "\n") { rows.append([]) }
            case UInt8(ascii: "\r") where !isQuoted: break
            default: field.append(byte)
            }
        }
        guard let column = rows.first?.firstIndex(of: name) else { return [] }
        return rows.dropFirst().filter { !$0.isEmpty }.map { row in
            column < row.count ? Int(row[column]) ?? -1 : -1
        }
    }
}
