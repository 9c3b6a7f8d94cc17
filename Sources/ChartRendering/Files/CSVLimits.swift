/// How much of a CSV file is read before it is refused.
public struct CSVLimits: Hashable, Sendable {
    /// Bytes of the file. Default 256 MiB.
    public var maximumBytes: Int
    /// Columns of the header. Default 1,000.
    public var maximumColumns: Int
    /// Bytes of one field. Default 1 MiB.
    public var maximumFieldBytes: Int
    /// Numbers kept of the whole file, each with its row: 12 bytes, and up to twice as many while the file grows. Default
    /// 20 million.
    public var maximumNumbers: Int
    /// Rows whose images are looked at; later ones are only counted. Default 10,000.
    public var maximumImageRows: Int

    /// Limits; the stated defaults unless said otherwise.
    public init(
        maximumBytes: Int = 268_435_456, maximumColumns: Int = 1_000, maximumFieldBytes: Int = 1_048_576,
        maximumNumbers: Int = 20_000_000, maximumImageRows: Int = 10_000
    ) {
        self.maximumBytes = maximumBytes
        self.maximumColumns = maximumColumns
        self.maximumFieldBytes = maximumFieldBytes
        self.maximumNumbers = maximumNumbers
        self.maximumImageRows = maximumImageRows
    }
}
