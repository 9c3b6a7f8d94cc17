/// How much a reader takes from files that may come from anybody. What is beyond is reported and passed over.
public struct ReadingLimits: Hashable, Sendable {
    /// The most bytes of one record. The default is 16 MiB: with it, reading needs well below 100 MB of memory.
    public var recordLength = 16 << 20
    /// The most bytes that names, titles and metadata of all tags may take in memory, all runs together, with about 200
    /// bytes for each tag beside its text. The default is 32 MiB.
    public var tagMemory = 32 << 20
    /// How deep folders are gone into below the log directory. The default is 32.
    public var folderDepth = 32
    /// The most folders, event files and links that are looked at in one pass. The default is 200,000.
    public var entryCount = 200_000
    /// The most scalars in one batch. The default is 16,384, about 500 kB.
    public var batchScalarCount = 16_384
    /// The bytes of values other than scalars from which on a batch is given out. The default is 4 MiB.
    public var batchValueLength = 4 << 20
    /// The most reports in one batch; further ones are only counted. The default is 200.
    public var batchReportCount = 200

    /// The defaults.
    public init() {}
}
