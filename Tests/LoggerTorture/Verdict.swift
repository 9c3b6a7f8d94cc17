import EventFiles
import Foundation
import LoggerAndViewer

/// Whether every acknowledged record is in every place, once.
struct Verdict {
    /// In which places a record may be found.
    private static let places = ["CSV", "TensorBoard", "TensorBoard scalars", "artifacts", "series", "images"]

    private var acknowledged = 0
    private var lost: [String: [Int]] = [:]
    private var doubled: [String: [Int]] = [:]
    private var left = 0

    /// Delivers what the last victim left, and looks.
    init(rounds: [Round], in place: String) async throws {
        let registry = try await DataManager(url: "sqlite:\(place)/registry.sqlite")
        let store = registry.store
        let sync = try await JournalSync(below: place + "/logs", openStore: { store })
        left = sync.debts.count
        let found = try await Self.found(in: place, registry)
        await registry.close()
        for name in Self.places {
            let counts = found[name] ?? [:]
            doubled[name] = counts.filter { $0.value > 1 }.map(\.key).sorted()
            for numbers in rounds.compactMap(\.acknowledged) {
                for number in numbers where name != "images" || number % 100 == 0 {
                    if counts[number] == nil { lost[name, default: []].append(number) }
                }
            }
        }
        acknowledged = rounds.compactMap(\.acknowledged).reduce(0) { $0 + $1.count }
    }

    /// Nothing lost, nothing twice, nothing left.
    var isGood: Bool { lost.isEmpty && doubled.values.allSatisfy(\.isEmpty) && left == 0 }

    var sentence: String {
        var sentence =
            "\(acknowledged) records acknowledged, \(lost.values.reduce(0) { $0 + $1.count }) lost, "
            + "\(doubled.values.reduce(0) { $0 + $1.count }) twice"
        for (what, numbers) in [("lost from", lost), ("twice in", doubled)] {
            for (place, numbers) in numbers.sorted(by: { $0.key < $1.key }) where !numbers.isEmpty {
                sentence += "\n  \(what) \(place): \(numbers.count), beginning with \(numbers.prefix(5))"
            }
        }
        return left == 0 ? sentence : sentence + "\n  \(left) sinks have not got everything"
    }

    /// For each place how often each number is there.
    private static func found(in place: String, _ registry: DataManager) async throws -> [String: [Int: Int]] {
        var found: [String: [Int: Int]] = [:]
        let run = place + "/logs/run"
        for row in try rows(of: run + "/data/torture_abcde.csv") { found["CSV", default: [:]][row, default: 0] += 1 }
        for name in try FileManager.default.contentsOfDirectory(atPath: run) where name.contains("tfevents") {
            let reader = try EventFileReader(URL(filePath: run + "/" + name))
            while let event = try reader.next() {
                guard case .summary(let values) = event.content else { continue }
                for value in values {
                    let kind =
                        value.tag == "m/Number" ? "TensorBoard" : value.tag == "scalar" ? "TensorBoard scalars" : nil
                    // Numbers of more than 24 bits do not fit into a Float; the step is exact.
                    if let kind { found[kind, default: [:]][Int(event.step), default: 0] += 1 }
                }
            }
            try reader.requireEnd()
        }
        let images = (try? FileManager.default.contentsOfDirectory(atPath: run + "/image")) ?? []
        for name in images {
            guard let number = name.split(separator: "_").last?.split(separator: ".").first.flatMap({ Int($0) }) else {
                continue
            }
            found["images", default: [:]][number, default: 0] += 1
        }
        for try await artifact in registry.allArtifacts() {
            guard let number = artifact.fields["Number"]?.intValue else { continue }
            found["artifacts", default: [:]][Int(number), default: 0] += 1
        }
        var cursor: PageCursor?
        repeat {
            let page = try await registry.store.find(in: .runs, Query(limit: 1_000, cursor: cursor))
            for document in page.elements {
                let run = try Run(document: document)
                let blocks = try await registry.store.seriesBlocks(
                    of: SeriesID(run: run.id, metric: "scalar"), in: .min ... .max, content: .points)
                for point in try blocks.flatMap({ try $0.points() }) {
                    found["series", default: [:]][Int(point.step.rawValue), default: 0] += 1
                }
            }
            cursor = page.next
        } while cursor != nil
        return found
    }

    /// The numbers in the column `Number` of a CSV file, read as RFC 4180 says.
    private static func rows(of path: String) throws -> [Int] {
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
        guard let column = rows.first?.firstIndex(of: "Number") else { return [] }
        return rows.dropFirst().filter { !$0.isEmpty }.map { row in
            column < row.count ? Int(row[column]) ?? -1 : -1
        }
    }
}
