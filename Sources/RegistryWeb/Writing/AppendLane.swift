import RegistryCore

/// Writes the points of many requests with few calls to the store: what has come while one call was under way goes with
/// the next one.
///
/// A call to the store costs a write to the disk, or a journey over the network, however few points it has; many runs that
/// each send a few points at a time share it. A request that comes alone waits for nobody.
actor AppendLane {
    /// The most points of one call, unless one request has more: 100,000.
    static let mostPointsInGroup = 100_000
    /// The most points that wait: 1,000,000. Further requests are to come later.
    static let mostPointsWaiting = 1_000_000

    /// What one request brought.
    private struct Portion {
        let number: Int
        let appends: [SeriesAppend]
        let count: Int
    }

    private struct Place: Hashable {
        let series: SeriesID
        let sequence: Int64
    }

    private let store: any RecordWriter
    private var waiting: [Portion] = []
    private var waitingPoints = 0
    private var continuations: [Int: CheckedContinuation<Void, any Error>] = [:]
    private var lastNumber = 0
    private var isWriting = false

    init(store: any RecordWriter) { self.store = store }

    /// How many requests wait for a call that has not begun.
    var waitingRequests: Int { waiting.count }

    /// Appends points, all or none; returns when they are stored.
    ///
    /// - Throws: what the store throws for these points; ``RegistryError`` with `unavailable` when too much waits already;
    ///   `CancellationError` when the task is cancelled, whether or not the points are stored then.
    func append(_ appends: [SeriesAppend]) async throws {
        let count = appends.reduce(0) { $0 + $1.points.count }
        guard count > 0 else { return }
        guard waiting.isEmpty || waitingPoints + count <= Self.mostPointsWaiting else {
            throw RegistryError(.unavailable, "The store is behind: too many points wait for it. Try again in a while.")
        }
        lastNumber += 1
        let number = lastNumber
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                continuations[number] = continuation
                waiting.append(Portion(number: number, appends: appends, count: count))
                waitingPoints += count
                begin()
            }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
    }

    /// Writes in a task of its own: who came first must not end what others wait for.
    private func begin() {
        guard !isWriting else { return }
        isWriting = true
        Task {
            while !waiting.isEmpty { await write(nextGroup()) }
            isWriting = false
        }
    }

    /// The portions that go together, the oldest first. Two of one place are never among them: a call stores both, whereas of
    /// two calls the second finds that the first was there.
    private func nextGroup() -> [Portion] {
        var group: [Portion] = []
        var rest: [Portion] = []
        var places: Set<Place> = []
        var count = 0
        for portion in waiting {
            let own = Set(
                portion.appends.flatMap { append in
                    append.points.map { Place(series: append.series, sequence: $0.sequence) }
                })
            let fits = group.isEmpty || count + portion.count <= Self.mostPointsInGroup
            if fits, places.isDisjoint(with: own) {
                group.append(portion)
                count += portion.count
            } else {
                rest.append(portion)
            }
            // What stays behind keeps its turn before later ones of its place.
            places.formUnion(own)
        }
        waiting = rest
        waitingPoints -= count
        return group
    }

    private func write(_ group: [Portion]) async {
        do {
            try await store.append(group.flatMap(\.appends))
            for portion in group { continuations.removeValue(forKey: portion.number)?.resume() }
        } catch let error as RegistryError where group.count > 1 && Self.isFaultOfOne(error.code) {
            // One of them is at fault, and the others must not suffer from it.
            for portion in group { await write([portion]) }
        } catch {
            for portion in group { continuations.removeValue(forKey: portion.number)?.resume(throwing: error) }
        }
    }

    private static func isFaultOfOne(_ code: RegistryError.Code) -> Bool {
        code == .notFound || code == .invalidArgument || code == .corruptData
    }

    private func giveUp(_ number: Int) {
        if let index = waiting.firstIndex(where: { $0.number == number }) {
            waitingPoints -= waiting.remove(at: index).count
        }
        continuations.removeValue(forKey: number)?.resume(throwing: CancellationError())
    }
}
