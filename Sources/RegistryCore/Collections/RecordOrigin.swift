/// Where a record comes from, by which one that is written twice is recognised: its run and its sequence number there.
package struct RecordOrigin: Hashable, Sendable {
    /// The run's identifier in its one form.
    package let run: String
    package let sequence: Int64

    /// The origin of a record that ``RecordPreparation`` has prepared; `nil` when it has none.
    package init?(_ record: Document) {
        guard let run = record["_run"]?.stringValue, let sequence = record["_seq"]?.intValue else { return nil }
        self.run = run
        self.sequence = sequence
    }
}
