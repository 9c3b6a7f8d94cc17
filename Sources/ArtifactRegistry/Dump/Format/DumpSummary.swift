public import RegistryCore

/// What a dump, or a registry, holds: how much of everything, and its digest.
public struct DumpSummary: Hashable, Sendable {
    /// How much there is of something, and the SHA-256 of it in its order.
    public struct Part: Hashable, Sendable {
        /// How many.
        public var count: Int64
        /// 64 hexadecimal digits.
        public var sha256: String
    }

    /// The records of every collection that has any.
    public var records: [CollectionName: Part]
    /// The points of all series.
    public var points: Part
    /// How many series have points.
    public var series: Int64
    /// The lines of all logs.
    public var lines: Part

    /// The collections, in the order of their names, `runs` first.
    var collections: [CollectionName] {
        records.keys.sorted { ($0 == .runs ? 0 : 1, $0.description) < ($1 == .runs ? 0 : 1, $1.description) }
    }

    /// As the last frame of a dump has it.
    var document: Document {
        [
            "records": .document(Document(collections.map { ($0.description, Self.value(records[$0])) })),
            "points": Self.value(points), "series": .int(series), "lines": Self.value(lines),
        ]
    }

    private static func value(_ part: Part?) -> Value {
        .document(["count": .int(part?.count ?? 0), "sha256": .string(part?.sha256 ?? "")])
    }
}
