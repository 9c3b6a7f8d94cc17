/// A store as the registry opens it: it can be read, written, asked for its health, and closed.
public protocol RegistryStore: RecordReader, RecordWriter {
    /// What the store is, fit to be shown: the kind and the file or host, never credentials.
    nonisolated var displayName: String { get }

    /// The collections of records that the store may have, by name: `runs`, `artifacts` and `files`, those of the user's own,
    /// and those in which the registry keeps what was deleted and which requests were answered.
    ///
    /// By default a store cannot say, which is an error: whoever copies a registry must not leave out any.
    ///
    /// - Throws: ``RegistryError``; `unsupported` when the store cannot say.
    func collections() async throws -> [CollectionName]

    /// Returns when the store answers.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` or `timedOut` when it does not.
    func checkHealth() async throws

    /// Ends connections and gives back files. Calls that are under way finish; later ones throw `unavailable`.
    /// Closing twice is no error.
    func close() async
}

extension RegistryStore {
    /// A store that says nothing else cannot say.
    public func collections() async throws -> [CollectionName] {
        throw RegistryError(.unsupported, "\(displayName) cannot say which collections of records it has.")
    }
}
