import Foundation
import LoggerAndViewer

/// Whether every acknowledged record is in every place, once.
struct Verdict {
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
        let found = try await FoundNumbers(in: place, registry)
        await registry.close()
        for name in FoundNumbers.places {
            let counts = found.counts[name] ?? [:]
            doubled[name] = counts.filter { $0.value > 1 }.map(\.key).sorted()
            for numbers in rounds.compactMap(\.acknowledged) {
                for number in numbers where name != FoundNumbers.images || number % 100 == 0 {
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
}
