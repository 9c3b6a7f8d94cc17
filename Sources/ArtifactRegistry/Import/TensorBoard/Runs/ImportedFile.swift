import RegistryCore

/// An event file that is being read, and how its points and texts are numbered.
///
/// A point's sequence number is made of the file's number in its run and of how many points of the same metric stand before
/// it in the file; a text's of the file's number and its record's place in bytes. So the same point has the same number
/// however often and in whatever portions the file is read, and whatever else is logged.
final class ImportedFile {
    /// The file's record in the registry, which its number was claimed with.
    let claim: FileClaim
    /// Up to which byte everything is known to be stored.
    var storedBytes: Int
    /// How many points there were, by the metric's number.
    private var counts: [Int64] = []

    /// The bits of a sequence number that say the place in the file.
    private static let placeBits: Int64 = 40

    init(claim: FileClaim) {
        self.claim = claim
        storedBytes = claim.storedBytes
    }

    /// How many counters it takes.
    var counterCount: Int { counts.count }

    /// The sequence number of the next point of a metric.
    func nextSequence(ofMetric number: Int) -> Int64 {
        if number >= counts.count { counts += repeatElement(0, count: number + 1 - counts.count) }
        defer { counts[number] += 1 }
        return sequence(of: counts[number])
    }

    /// The sequence number of the texts of a record.
    func sequence(ofRecordAt byteOffset: Int) -> Int64 { sequence(of: Int64(byteOffset)) }

    private func sequence(of place: Int64) -> Int64 {
        claim.number << Self.placeBits | min(place, 1 << Self.placeBits - 1)
    }
}
