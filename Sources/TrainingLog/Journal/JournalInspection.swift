import Foundation
public import RegistryCore

/// What is in the journals below a folder: what `visual-backend verify` prints.
public struct JournalInspection: Sendable {
    /// How far one sink is.
    public struct Sink: Hashable, Sendable {
        /// Its name; that of its checkpoint's file, where that is no name of a sink.
        public var name: String
        /// The number of the first record that it does not have for certain.
        public var nextSequence: Int64
        /// It has everything, and has been ended.
        public var isFinished: Bool
        /// How many records were lost to damage before the sink had them.
        public var lost: Int
        /// How many records it refused. They were acknowledged to who logged them, and are not there.
        public var rejected: Int

        /// How far it is, and what it lacks, in one sentence.
        public var sentence: String {
            let lacks = [(lost, "lost"), (rejected, "refused")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            let records = lost + rejected == 1 ? "record" : "records"
            return "\(name): "
                + (isFinished ? "has everything" : "has everything before record \(nextSequence)")
                + (lacks.isEmpty ? "" : ", but for \(lacks.joined(separator: " and ")) \(records)")
        }
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

        /// Nothing that was acknowledged is missing: not here, and not from a sink that has passed it.
        public var isIntact: Bool { damages.isEmpty && sinks.allSatisfy { $0.lost == 0 && $0.rejected == 0 } }
    }

    /// A place that was not looked at.
    public struct Fault: Sendable {
        /// A folder, a link to one, or a journal.
        public var path: String
        /// What happened, and why, in words that are safe to show.
        public var message: String

        init(path: String, error: any Error) {
            self.path = path
            message = "\(path) cannot be looked at: \(LogProblem.text(of: error))"
        }

        init(path: String, message: String) {
            self.path = path
            self.message = message
        }
    }

    /// The journals that could be looked at, oldest run of each folder first.
    public var journals: [Journal]
    /// The places that could not be looked at: what is there nobody knows.
    public var faults: [Fault]
    /// The places that are no concern of who asks: links that lead out of the folder, and folders of other users that
    /// nothing says are of logs.
    public var passedOver: [Fault]

    /// Nothing that was acknowledged is missing, as far as can be said; not when there is something that cannot be
    /// looked at.
    public var isIntact: Bool { faults.isEmpty && journals.allSatisfy(\.isIntact) }

    /// Looks at all journals below a folder, and changes nothing. One that is damaged or cannot be read keeps no other
    /// from being looked at.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, `unavailable` when nobody can say.
    public init(below folder: String) throws(RegistryError) {
        let search = try JournalSearch(below: folder)
        journals = []
        faults = search.faults.map(Fault.init)
        passedOver = search.passedOver.map(Fault.init)
        for root in search.runFolders.flatMap({ JournalRoots($0).all }) {
            do {
                for journal in try JournalFolder.all(in: root) { look(at: journal) }
            } catch {
                faults.append(Fault(path: root, error: error))
            }
        }
    }

    private mutating func look(at folder: JournalFolder) {
        do {
            if let journal = try JournalInspector(folder).inspect() { journals.append(journal) }
        } catch {
            faults.append(Fault(path: folder.path, error: error))
        }
    }
}
