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
        guard let bytes = try PosixFile.contents(of: path, atMost: 64 << 20) else { return nil }
        let document = try Document(json: bytes)
        guard let segment = document["segment"]?.intValue, let offset = document["offset"]?.intValue,
            let sequence = document["sequence"]?.intValue, segment >= 0, offset >= SegmentHeader.length,
            sequence >= 0
        else { throw RegistryError(.corruptData, "The checkpoint \(path) is damaged.") }
        var checkpoint = Checkpoint(
            position: JournalPosition(segment: Int(segment), offset: Int(offset), sequence: sequence))
        checkpoint.isFinished = document["isFinished"]?.boolValue ?? false
        checkpoint.rejected = count(document["rejected"])
        checkpoint.lost = count(document["lost"])
        checkpoint.state = document["state"]?.documentValue ?? [:]
        return checkpoint
    }

    private static func count(_ value: Value?) -> Int { Int(min(max(value?.intValue ?? 0, 0), Int64(largestCount))) }

    /// All checkpoints of a journal, of sinks of any process.
    ///
    /// - Throws: When one cannot be read: then nobody knows what it needs.
    static func all(in folder: JournalFolder) throws -> [Checkpoint] {
        try folder.checkpointNames().compactMap { try stored(inFileNamed: $0, in: folder) }
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
