import RegistryCore

/// A sink that a journal has yet to reach, and that is not to be had here.
struct LackingSink: Hashable, Sendable, CustomStringConvertible {
    /// The sink's name.
    let name: String
    /// The server that the journal is for; `nil` when it notes none.
    var noted: String?
    /// The server that the sink of this name leads to here; `nil` when there is no such sink, or it leads to none.
    var own: String?

    /// The sink is here, and leads to another server.
    var hasMoved: Bool { noted != nil && own != nil && noted != own }

    /// The name, and the servers where they are what is wrong.
    var description: String {
        guard let noted else { return name }
        return own.map { "\(name) at \(noted) (this logger's is at \($0))" } ?? "\(name) at \(noted)"
    }

    /// Those of a journal. One that cannot be looked into is told later.
    ///
    /// - Parameters:
    ///   - reached: The names of the sinks that it is brought to here.
    ///   - configured: The sinks beside a logger's own that are here.
    static func all(of journal: JournalFolder, reached: [String], configured: [AddedSink]) -> [LackingSink] {
        guard let names = try? journal.checkpointNames() else { return [] }
        return Set(names).subtracting(reached.map(SafeFileName.encode)).filter { name in
            // One that cannot be read says nothing of having everything.
            (try? Checkpoint.stored(inFileNamed: name, in: journal))?.isFinished != true
        }.map { file in
            let name = SafeFileName.decode(file) ?? file
            return LackingSink(
                name: name, noted: try? journal.address(of: name),
                own: configured.first { $0.name == name }?.address)
        }
    }
}
