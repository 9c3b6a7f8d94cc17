package import RegistryCore

extension RegistryStore {
    /// The store as people see it: without what is in the trash, and runs that went silent as lost.
    package var shownRecords: any RecordReader {
        ApparentRuns(VisibleRecords(store: self, trash: Trash(store: self)), at: .now)
    }
}
