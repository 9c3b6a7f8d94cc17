import RegistryCore
import Synchronization

@testable import TrainingLog

/// A sink that keeps what it gets in a list, and before that does what a test wants.
final class ListSink: LogSink {
    /// The list, shared with the test.
    final class List: Sendable {
        private let sequences = Mutex<[Int64]>([])

        var all: [Int64] { sequences.withLock { $0 } }

        func add(_ entries: [LogEntry]) {
            sequences.withLock { $0 += entries.map(\.sequence) }
        }
    }

    let name: String
    let logType = LogType(kind: "list", place: "memory")
    private let list: List
    private let before: @Sendable () async throws -> Void
    private let keeping: @Sendable () throws -> Void
    private let givingSign: @Sendable () throws -> Void

    /// - Parameters:
    ///   - before: Is called before entries are taken, which fails when it throws.
    ///   - keeping: Is called before each checkpoint, which fails when it throws.
    ///   - givingSign: Is called for each sign of life, which fails when it throws.
    init(
        _ list: List, name: String = "list", before: @escaping @Sendable () async throws -> Void = {},
        keeping: @escaping @Sendable () throws -> Void = {}, givingSign: @escaping @Sendable () throws -> Void = {}
    ) {
        self.list = list
        self.name = name
        self.before = before
        self.keeping = keeping
        self.givingSign = givingSign
    }

    func takes(_ content: LogEntry.Content) -> Bool { true }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        try await before()
        list.add(entries)
        return []
    }

    func checkpoint() async throws -> Document {
        try keeping()
        return [:]
    }

    func giveSign(at time: WallTime) async throws { try givingSign() }

    func finish(_ ending: RunEnding?) async throws {}
}
