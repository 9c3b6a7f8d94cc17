import Foundation
public import RegistryCore

/// What is in the journals below a folder: what `visual-backend verify` prints.
public struct JournalInspection: Sendable {
    /// How far one sink is.
    public struct Sink: Hashable, Sendable {
        /// Its name, as its checkpoint is called.
        public var name: String
        /// The number of the first record that it does not have for certain.
        public var nextSequence: Int64
        /// It has everything, and has been ended.
        public var isFinished: Bool
    }

    /// One journal.
    public struct Journal: Sendable {
        /// Its folder.
        public var path: String
        /// The run it is a part of.
        public var run: RunID
        /// A process that lives writes to it.
        public var isLive: Bool
        /// How many segments there are.
        public var segmentCount: Int
        /// How many bytes they have.
        public var byteCount: Int
        /// How many intact entries they have.
        public var entryCount: Int
        /// The numbers of the records that are there, those with names included: the first, and the one behind the last.
        public var sequences: Range<Int64>
        /// What is damaged or missing, and from which byte of which file on.
        public var damages: [String]
        /// Where a last record begins that was not finished when the process died; it was never acknowledged.
        public var tornAt: String?
        /// How the run ended, if it says.
        public var ending: RunStatus?
        /// How far each sink is that has begun.
        public var sinks: [Sink]

        /// Nothing that was acknowledged is missing.
        public var isIntact: Bool { damages.isEmpty }
    }

    /// The journals, oldest run of each folder first.
    public var journals: [Journal]

    /// Nothing that was acknowledged is missing.
    public var isIntact: Bool { journals.allSatisfy(\.isIntact) }

    /// Looks at all journals below a folder, and changes nothing.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, `unavailable` when a file cannot be read.
    public init(below folder: String) throws(RegistryError) {
        var journals: [Journal] = []
        for runFolder in try JournalSearch.runFolders(below: folder) {
            for root in JournalRoots(runFolder).all {
                for journal in JournalFolder.all(in: root) { journals.append(try Self.inspect(journal)) }
            }
        }
        self.journals = journals
    }

    private static func inspect(_ folder: JournalFolder) throws(RegistryError) -> Journal {
        do {
            return try read(folder)
        } catch {
            throw RegistryError(
                .unavailable, "The journal \(folder.path) cannot be read: \(LogProblem.text(of: error))",
                underlying: error)
        }
    }

    private static func read(_ folder: JournalFolder) throws -> Journal {
        let segments = try folder.segments()
        var journal = Journal(
            path: folder.path, run: folder.run, isLive: try folder.isLocked(), segmentCount: segments.count,
            byteCount: 0, entryCount: 0, sequences: 0..<0, damages: [], sinks: [])
        for segment in segments { journal.byteCount += try PosixFile(folder.segmentPath(segment), .read).length() }
        var furthest: JournalPosition?
        for name in try folder.checkpointNames() {
            guard let checkpoint = try Checkpoint.stored(inFileNamed: name, in: folder) else { continue }
            let position = checkpoint.position
            journal.sinks.append(
                Sink(name: name, nextSequence: position.sequence, isFinished: checkpoint.isFinished))
            furthest = min(furthest ?? position, position)
        }
        // Segments go when every sink has passed them: what is before the slowest one's place need not be there.
        var start = JournalPosition.start(of: folder.writer)
        if let first = segments.first, first > 0, let furthest, furthest.segment >= first {
            let header = try OpenSegment(PosixFile(folder.segmentPath(first), .read)).header
            start = JournalPosition(
                segment: first, offset: SegmentHeader.length, sequence: header.firstSequence)
        }
        var reader = JournalReader(folder, from: start)
        while true {
            let portion = try reader.next()
            journal.entryCount += portion.entries.count
            journal.damages += portion.damages.map(\.sentence)
            if let tornAt = portion.tornAt, !journal.isLive {
                journal.tornAt = "\(folder.segmentPath(portion.end.segment)), byte \(tornAt)"
            }
            for entry in portion.entries {
                if case .end(let status, _) = entry.content { journal.ending = status }
            }
            journal.sequences = start.sequence..<max(start.sequence, portion.end.sequence)
            if portion.entries.isEmpty, portion.damages.isEmpty { break }
        }
        return journal
    }
}
