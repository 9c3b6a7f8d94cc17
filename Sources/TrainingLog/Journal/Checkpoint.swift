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

    /// The checkpoint of a sink; at the start when there is none.
    ///
    /// - Throws: ``SystemError``; ``RegistryError`` when the file is damaged.
    static func stored(by sink: String, in folder: JournalFolder) throws -> Checkpoint {
        try stored(inFileNamed: SafeFileName.encode(sink), in: folder)
    }

    /// The checkpoint in a file that ``JournalFolder/checkpointNames()`` names.
    static func stored(inFileNamed name: String, in folder: JournalFolder) throws -> Checkpoint {
        let path = "\(folder.path)/\(name).checkpoint"
        guard let bytes = try PosixFile.contents(of: path, atMost: 64 << 20) else {
            return Checkpoint(position: .start(of: folder.writer))
        }
        let document = try Document(json: bytes)
        guard let segment = document["segment"]?.intValue, let offset = document["offset"]?.intValue,
            let sequence = document["sequence"]?.intValue, segment >= 0, offset >= SegmentHeader.length,
            sequence >= 0
        else { throw RegistryError(.corruptData, "The checkpoint \(path) is damaged.") }
        var checkpoint = Checkpoint(
            position: JournalPosition(segment: Int(segment), offset: Int(offset), sequence: sequence))
        checkpoint.isFinished = document["isFinished"]?.boolValue ?? false
        checkpoint.rejected = Int(document["rejected"]?.intValue ?? 0)
        checkpoint.lost = Int(document["lost"]?.intValue ?? 0)
        checkpoint.state = document["state"]?.documentValue ?? [:]
        return checkpoint
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
