public import RegistryCore

extension SQLiteStore {
    /// So many records and blocks are removed in one transaction.
    private static let portion = 5_000

    /// See ``RecordWriter/deleteRun(_:)``.
    ///
    /// A run that is large takes several transactions, so that other writers get their turn in between. The last one
    /// removes what they added to the run meanwhile, and the run; from then on they find no run.
    public func deleteRun(_ run: RunID) async throws -> RunDeletion {
        var removal = RunRemoval(of: run)
        while !removal.isComplete {
            removal = try await write { [removal] session in
                var removal = removal
                try removal.advance(in: session, atMost: Self.portion)
                return removal
            }
        }
        guard removal.deletion != RunDeletion() else {
            throw RegistryError(.notFound, "There is no run \(run), and nothing that belongs to it.")
        }
        return removal.deletion
    }
}
