/// What is asked of a store.
struct Targets {
    /// Records inserted in a second, in batches of 1,000; `nil` where the peer's rate is the measure.
    var insertedPerSecond: Double?

    /// How many times as fast as the peer records are inserted.
    var insertRatio: Double?

    /// How many times as fast as the peer records are found and decoded.
    var findRatio: Double?

    /// The median for a page by an indexed field, and by a prefix, in milliseconds.
    var pageMilliseconds = 5.0

    /// For groups of all artifacts, and for the first page of a "contains" search, in milliseconds.
    var groupMilliseconds = 20.0

    /// For a chart of the long metric, in milliseconds.
    var seriesMilliseconds = 50.0

    static let sqlite = Targets(insertedPerSecond: 60_000)
    static let mongodb = Targets(insertRatio: 1, findRatio: 3)
}
