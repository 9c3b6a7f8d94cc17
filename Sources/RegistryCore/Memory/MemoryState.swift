import BSONCoding

/// What a ``MemoryStore`` holds. A call that throws has changed nothing.
struct MemoryState {
    /// Makes identifiers, each greater than the one before.
    let newID: @Sendable () -> ObjectID

    /// The records of every collection that ever had one.
    var collections: [CollectionName: MemoryCollection] = [:]

    /// The blocks of every series, by identifier.
    var series: [SeriesID: [SeriesBlock.ID: SeriesBlock]] = [:]

    /// The blocks of every run's log, by identifier.
    var logs: [RunID: [LogBlock.ID: LogBlock]] = [:]

    private var isClosed = false

    /// An empty state.
    init(newID: @escaping @Sendable () -> ObjectID) { self.newID = newID }

    /// - Throws: ``RegistryError`` with `unavailable` behind ``close()``.
    func checkIsOpen() throws(RegistryError) {
        guard !isClosed else {
            throw RegistryError(.unavailable, "The registry in memory has been closed. Open another one.")
        }
    }

    /// Forgets everything.
    mutating func close() {
        self = MemoryState(newID: newID)
        isClosed = true
    }

    /// The records of a collection.
    func records(in collection: CollectionName) -> MemoryCollection {
        collections[collection] ?? MemoryCollection(name: collection)
    }

    /// The stored record of a run.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none.
    func record(of run: RunID) throws(RegistryError) -> Document {
        guard let record = records(in: .runs).record(RecordID(run)) else {
            throw RegistryError(.notFound, "There is no run \(run). Create the run before logging to it.")
        }
        return record
    }
}
