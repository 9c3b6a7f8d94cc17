import RegistryCore

/// A sink that a journal has yet to reach, and that is not to be had here.
struct LackingSink: Hashable, Sendable, CustomStringConvertible {
    /// The sink's name.
    let name: String
    /// The server that the journal is for; `nil` when it notes none.
    var noted: String?
    /// The server that the sink of this name leads to here; `nil` when there is no such sink, or it leads to none.
    var own: String?
    /// Why nobody knows which server the journal is for.
    var fault: String?

    /// The sink is here, and leads to another server, or to one that may be another.
    var hasMoved: Bool { own != nil && (fault != nil || noted != nil && noted != own) }

    /// The name, and the servers where they are what is wrong.
    var description: String {
        if let fault { return "\(name), for nobody knows which server (\(fault))" }
        guard let noted else { return name }
        return own.map { "\(name) at \(noted) (this logger's is at \($0))" } ?? "\(name) at \(noted)"
    }

    /// Those of a journal, by their names. One that cannot be looked into is told later.
    ///
    /// - Parameters:
    ///   - reached: The names of the sinks that it is brought to here.
    ///   - configured: The sinks beside a logger's own that are here.
    static func all(of journal: JournalFolder, reached: [String], configured: [AddedSink]) -> [LackingSink] {
        guard let names = try? journal.checkpointNames() else { return [] }
        return Set(names).subtracting(reached.map(SafeFileName.encode)).sorted().filter { name in
            // One that cannot be read says nothing of having everything.
            (try? Checkpoint.stored(inFileNamed: name, in: journal))?.isFinished != true
        }.map { file in
            let name = SafeFileName.decode(file) ?? file
            var sink = LackingSink(name: name, own: configured.first { $0.name == name }?.address)
            do {
                sink.noted = try journal.address(of: name)
            } catch {
                sink.fault = LogProblem.text(of: error)
            }
            return sink
        }
    }
}
