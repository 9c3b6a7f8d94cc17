import RegistryCore

/// How far one sink is in one journal, and what it has itself, as it is kept beside the journal.
///
/// It is written only when the disk keeps everything it speaks of.
struct Checkpoint: Sendable {
    /// The entries before have arrived.
    var position: JournalPosition
    /// The sink has been finished: nothing is to be done any more.
    var isFinished = false
    /// How many entries the sink could not take.
    var rejected = 0
    /// How many records were lost to damage before the sink had them.
    var lost = 0
    /// What the sink says of itself, so that it can find its place again.
    var state: Document = [:]

    init(position: JournalPosition) { self.position = position }

    /// Counts beyond this one are not told apart.
    static let largestCount = Int(Int32.max)

    /// The checkpoint of a sink; `nil` when there is none.
    ///
    /// - Throws: ``SystemError``; ``RegistryError`` when the file is damaged.
    static func stored(by sink: String, in folder: JournalFolder) throws -> Checkpoint? {
        try stored(inFileNamed: SafeFileName.encode(sink), in: folder)
    }

    /// The checkpoint in a file that ``JournalFolder/checkpointNames()`` names.
    static func stored(inFileNamed name: String, in folder: JournalFolder) throws -> Checkpoint? {
        let path = "\(folder.path)/\(name).checkpoint"
        guard let bytes = try PosixFile.contents(of: path, atMost: 64 << 20) else {
            return nil
        }
        // An empty file says that there is a sink of this name, which has nothing yet.
        guard !bytes.isEmpty else { return Checkpoint(position: .start(of: folder.writer)) }
        let checkpoint = try Checkpoint(json: bytes, path: path)
        guard JournalPosition.sequences(of: folder.writer).contains(checkpoint.position.sequence) else {
            throw RegistryError(.corruptData, "The checkpoint \(path) is damaged.")
        }
        return checkpoint
    }

    /// All checkpoints of a journal, of sinks of any process.
    ///
    /// - Throws: When one cannot be read: then nobody knows what it needs.
    static func all(in folder: JournalFolder) throws -> [Checkpoint] {
        try folder.checkpointNames().compactMap { try stored(inFileNamed: $0, in: folder) }
    }

    /// Whether every sink that ever needed a journal has been finished and has everything, so that the journal may go. One that
    /// holds what a sink refused, or is damaged, stays for whoever puts that right.
    ///
    /// - Throws: When a checkpoint cannot be read: then nobody knows what it needs.
    static func areAllSettled(in folder: JournalFolder) throws -> Bool {
        let checkpoints = try all(in: folder)
        return !checkpoints.isEmpty
            && checkpoints.allSatisfy { $0.isFinished && $0.lost == 0 && $0.rejected == 0 }
    }

    /// Reads what ``write(of:in:)`` wrote.
    ///
    /// - Parameter path: The file, for the error's message.
    /// - Throws: ``RegistryError`` with `corruptData` when a checkpoint cannot say this.
    init(json bytes: [UInt8], path: String) throws {
        let document: Document
        do {
            document = try Document(json: bytes)
        } catch {
            throw RegistryError(.corruptData, "The checkpoint \(path) is damaged.", underlying: error)
        }
        // Whoever reads on adds to them.
        let numbers = 0...(Int64.max >> 1)
        guard let segment = document["segment"]?.intValue, let offset = document["offset"]?.intValue,
            let sequence = document["sequence"]?.intValue, numbers.contains(segment), numbers.contains(offset),
            offset >= SegmentHeader.length
        else { throw RegistryError(.corruptData, "The checkpoint \(path) is damaged.") }
        self.init(
            position: JournalPosition(segment: Int(segment), offset: Int(offset), sequence: sequence))
        isFinished = document["isFinished"]?.boolValue ?? false
        rejected = try count("rejected")
        lost = try count("lost")
        state = document["state"]?.documentValue ?? [:]

        func count(_ key: String) throws -> Int {
            guard let value = document[key] else { return 0 }
            guard let number = value.intValue, numbers.contains(number) else {
                throw RegistryError(.corruptData, "The checkpoint \(path) is damaged.")
            }
            return Int(number)
        }
    }

    /// Keeps the checkpoint of a sink, in place of the one before.
    func write(of sink: String, in folder: JournalFolder) throws {
        let document: Document = [
            "segment": .int(Int64(position.segment)), "offset": .int(Int64(position.offset)),
            "sequence": .int(position.sequence), "isFinished": .bool(isFinished), "rejected": .int(Int64(rejected)),
            "lost": .int(Int64(lost)), "state": .document(state),
        ]
        try PosixFile.replace(folder.checkpointPath(sink), with: Array(document.json().utf8))
    }
}
