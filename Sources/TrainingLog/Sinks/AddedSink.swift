public import RegistryCore

/// A sink that a program adds to a logger's own; see ``LoggerConfiguration/addedSinks``.
public struct AddedSink: Sendable {
    /// The sink's name, different from all others'. Its checkpoint lies under this name in the journal.
    public let name: String
    /// Makes the sink, in the task that uses it. Nothing is opened before its first entry.
    public let make: @Sendable (_ run: RunID, _ startTime: WallTime) -> any LogSink

    /// A sink.
    ///
    /// - Parameters:
    ///   - name: The sink's name, as the sink itself says it.
    ///   - make: Makes it for a run that began at a time.
    public init(name: String, make: @escaping @Sendable (_ run: RunID, _ startTime: WallTime) -> any LogSink) {
        self.name = name
        self.make = make
    }
}

extension [AddedSink] {
    /// How they come to be for a run.
    func makers(run: RunID, startTime: WallTime) -> [SinkMaker] {
        map { added in SinkMaker(name: added.name) { added.make(run, startTime) } }
    }
}
