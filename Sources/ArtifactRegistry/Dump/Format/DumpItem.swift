import RegistryCore

/// One part of a registry on its way from a store to a dump, or from either to another store.
///
/// Runs come first, some at a time: their records, then the points and lines of each, then ``runsComplete``. The records of
/// the other collections follow, one collection after the other.
enum DumpItem: Sendable {
    /// A record as it is stored.
    case record(Document, in: CollectionName)
    /// Points of a series in the order of ``SeriesPoint/isStoredBefore(_:)``, all of a sequence number together. The parts of
    /// one series follow each other.
    case points([SeriesPoint], of: SeriesID)
    /// Lines of a run's log in their order, all of a sequence number together. The parts of one log follow each other.
    case lines([LogLine], of: RunID)
    /// Everything of the runs whose records came since the last of these has come.
    case runsComplete
}

extension SeriesPoint {
    /// The order in which a dump has points: by sequence number, as they were logged; those of one call by step, time and
    /// bits, so that the same points always come in the same order.
    func isStoredBefore(_ other: SeriesPoint) -> Bool {
        if sequence != other.sequence { return sequence < other.sequence }
        if step != other.step { return step < other.step }
        if time != other.time { return time < other.time }
        return dumpedBits < other.dumpedBits
    }

    /// The value's bits, every NaN as the same one.
    var dumpedBits: UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }
}
