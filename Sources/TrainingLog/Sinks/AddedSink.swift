public import RegistryCore

/// A sink that a program adds to a logger's own; see ``LoggerConfiguration/addedSinks``.
public struct AddedSink: Sendable {
    /// The sink's name, different from all others'. Its checkpoint lies under this name in the journal.
    public let name: String
    /// The address of the server that it leads to, without its user; `nil` for one that leads to none, or does not say it. A journal notes it:
    /// what was for one server goes to no other.
    let address: String?
    /// Makes the sink, in the task that uses it. Nothing is opened before its first entry.
    public let make: @Sendable (_ run: RunID, _ startTime: WallTime) -> any LogSink
    /// Makes the sink for what a process that died left.
    let makeLate: @Sendable (_ run: RunID, _ startTime: WallTime, _ late: LateFiles) -> any LogSink

    /// A sink.
    ///
    /// - Parameters:
    ///   - name: The sink's name, as the sink itself says it.
    ///   - make: Makes it for a run that began at a time.
    public init(name: String, make: @escaping @Sendable (_ run: RunID, _ startTime: WallTime) -> any LogSink) {
        self.init(name: name, address: nil, make: make)
    }

    /// A sink that leads to a server.
    ///
    /// - Parameters:
    ///   - name: The sink's name, as the sink itself says it.
    ///   - address: The server's address as a URL, always written in the same way, without a user and a password.
    ///   - make: Makes it for a run that began at a time.
    package init(
        name: String, address: String?, make: @escaping @Sendable (_ run: RunID, _ startTime: WallTime) -> any LogSink
    ) {
        self.name = name
        self.address = address
        self.make = make
        makeLate = { run, startTime, _ in make(run, startTime) }
    }

    /// A sink that has to know whether what it gets comes late.
    ///
    /// - Parameters:
    ///   - name: The sink's name, as the sink itself says it.
    ///   - make: Makes it for a run that began at a time; with what was logged meanwhile, when the run's process has died.
    package init(
        name: String,
        makingLate make: @escaping @Sendable (_ run: RunID, _ startTime: WallTime, _ late: LateFiles?) -> any LogSink
    ) {
        self.name = name
        address = nil
        self.make = { run, startTime in make(run, startTime, nil) }
        makeLate = { run, startTime, late in make(run, startTime, late) }
    }
}

extension [AddedSink] {
    /// Those that a journal is for: it names its sinks from its beginning on, and a tracker that it does not name was never to have its run.
    /// All of them, when it names none. One that leads to another server than the one that is noted is not the one that it names.
    func named(in journal: JournalFolder) -> [AddedSink] {
        // One that cannot be listed now stays for those that it names, and comes again.
        guard let names = try? journal.checkpointNames() else { return [] }
        guard !names.isEmpty else { return self }
        return filter { added in
            guard names.contains(SafeFileName.encode(added.name)) else { return false }
            guard let address = added.address else { return true }
            do {
                // Journals of former versions note nothing.
                return try journal.address(of: added.name).map { $0 == address } ?? true
            } catch {
                return false
            }
        }
    }

    /// How they come to be for a run.
    ///
    /// - Parameter late: What was logged in the run's folder meanwhile, when its process has died.
    func makers(run: RunID, startTime: WallTime, late: LateFiles?) -> [SinkMaker] {
        map { added in
            var maker = SinkMaker(name: added.name) {
                guard let late else { return added.make(run, startTime) }
                return added.makeLate(run, startTime, late)
            }
            maker.address = added.address
            return maker
        }
    }
}
