/// A store as the registry opens it: it can be read, written, asked for its health, and closed.
public protocol RegistryStore: RecordReader, RecordWriter {
    /// What the store is, fit to be shown: the kind and the file or host, never credentials.
    nonisolated var displayName: String { get }

    /// Returns when the store answers.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` or `timedOut` when it does not.
    func checkHealth() async throws

    /// Ends connections and gives back files. Calls that are under way finish; later ones throw `unavailable`.
    /// Closing twice is no error.
    func close() async
}
