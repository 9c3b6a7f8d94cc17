import RegistryCore

/// How much of a run a client has seen. Its text is the `id` of events: whoever sends it gets what came since, from any
/// server of the store, also from one that was started again meanwhile.
///
/// Points are told apart by how many there are and by the last step. Where the new ones do not lie behind it (steps that are
/// logged again, many processes in disorder), the two do not fit together, and the client is told to ask for the series.
struct StreamPosition: Hashable, Sendable {
    /// How much of a series a client has seen.
    struct Metric: Hashable, Sendable {
        /// How many points there were.
        var count: Int64
        /// The greatest step; the smallest number there is without points.
        var lastStep: Int64

        /// Nothing of it.
        static let nothing = Metric(count: 0, lastStep: .min)
    }

    /// The most series of one stream: 100.
    static let mostMetrics = 100

    /// The longest text that is read, in bytes.
    private static let longestText = 8_192

    /// A digest of the run's own fields; 0 when none was seen.
    var fields: UInt64 = 0
    /// A digest of the metrics' summaries; 0 when none was seen.
    var summaries: UInt64 = 0
    /// The last line of text; `nil` when none was seen.
    var line: LogLine.Position?
    /// Of each series that was asked for, by ``key(of:)``.
    var metrics: [UInt32: Metric] = [:]

    init() {}

    /// What stands for a metric's name: shorter, so that events stay short.
    static func key(of metric: String) -> UInt32 {
        var hash = FNV1a()
        hash.combine(metric.utf8)
        return UInt32(truncatingIfNeeded: hash.digest ^ hash.digest >> 32)
    }
}

extension StreamPosition: CustomStringConvertible {
    /// `1;FIELDS;SUMMARIES;LINE;KEY:COUNT:STEP,…`. Clients are to send it back and nothing else.
    var description: String {
        let series = metrics.sorted { $0.key < $1.key }.map { key, metric in
            "\(String(key, radix: 36)):\(metric.count):\(metric.count == 0 ? "" : "\(metric.lastStep)")"
        }
        return "1;\(String(fields, radix: 36));\(String(summaries, radix: 36));\(line?.description ?? "");"
            + series.joined(separator: ",")
    }

    /// Reads what was told as an event's `id`.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for anything else.
    init(_ text: String) throws(RegistryError) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longestText, parts.count == 5, parts[0] == "1",
            let fields = UInt64(parts[1], radix: 36), let summaries = UInt64(parts[2], radix: 36)
        else { throw Self.unreadable }
        self.fields = fields
        self.summaries = summaries
        if !parts[3].isEmpty { line = try LogLine.Position(String(parts[3])) }
        for entry in parts[4].split(separator: ",") {
            let numbers = entry.split(separator: ":", omittingEmptySubsequences: false)
            guard numbers.count == 3, metrics.count < Self.mostMetrics, let key = UInt32(numbers[0], radix: 36),
                let count = Int64(numbers[1]), count >= 0, let step = count == 0 ? .min : Int64(numbers[2])
            else { throw Self.unreadable }
            metrics[key] = Metric(count: count, lastStep: step)
        }
    }

    private static let unreadable = RegistryError(
        .invalidArgument,
        "This is no event's id of this stream. Leave it out to begin with the run as it is now.")
}
