import TrackerFiles

/// A file of records, and what a reader finds in one.
enum Blocks {
    static func file(_ records: [[UInt8]], format: BlockFormat = .wandb) -> [UInt8] {
        var writer = BlockWriter(format: format)
        var bytes: [UInt8] = []
        for record in records { writer.append(record, to: &bytes) }
        return bytes
    }

    static func pieces(_ bytes: [UInt8], format: BlockFormat = .wandb) throws -> [BlockReader.Piece] {
        try pieces(of: BlockReader(MemorySource(bytes), format: format))
    }

    static func pieces(of reader: BlockReader) throws -> [BlockReader.Piece] {
        var pieces: [BlockReader.Piece] = []
        while let piece = try reader.next() { pieces.append(piece) }
        return pieces
    }

    static func records(_ pieces: [BlockReader.Piece]) -> [[UInt8]] {
        pieces.compactMap { if case .record(let bytes, _) = $0 { bytes } else { nil } }
    }

    /// A record of a length, different from its neighbours.
    static func record(_ number: Int, length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
    }
}
