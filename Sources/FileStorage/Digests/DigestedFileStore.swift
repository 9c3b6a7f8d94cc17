import RegistryCore

/// A store that has digests of its files, and gives them without their bytes.
package protocol DigestedFileStore: FileStore {
    /// Those of all bytes of a file, the strongest first; none of a file that has none or is not there.
    ///
    /// One that differs says that the file is to be looked at: an ETag that looks like a digest need not be one.
    func digests(of key: FileKey) async throws -> [StoredDigest]
}
