import BenchmarkKit
import RegistryCore

/// One store with everything that is measured of it.
struct Scene {
    /// How much of everything.
    struct Sizes {
        var bulk: Int
        var artifacts: Int
        var points: Int
        var repetitions: Int
    }

    /// The store's name in the table.
    let name: String
    let store: any RegistryStore
    /// pymongo on the same server, where there is one.
    let peer: PythonPeer?
    let sizes: Sizes

    /// Measures everything, one after another.
    func measure(_ table: inout ResultTable, targets: Targets) async throws {
        try await measureBulk(&table, targets)
        try await measureQuestions(&table, targets)
        try await measureSeries(&table, targets)
    }

    /// Says on the standard error what is going on.
    func say(_ text: String) { Console.say("\(name): \(text)") }
}
