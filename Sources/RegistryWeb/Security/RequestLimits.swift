/// What one request may cost.
public struct RequestLimits: Sendable {
    /// The longest path with query, in bytes. Default 16 KiB.
    public var longestTarget: Int

    /// The largest body, in bytes. Default 1 MB.
    public var largestBody: Int

    /// About how many bytes of records one answer of JSON has; the rest follows behind its cursor. Default 32 MiB.
    public var largestAnswer: Int

    /// How long a request may take from its complete head to the answer. Default 30 seconds.
    public var timeLimit: Duration

    /// How long a connection may be silent. Default 75 seconds.
    public var idleLimit: Duration

    /// How long the head of a request may take from its first byte to its last. Default 10 seconds.
    public var headLimit: Duration

    /// How long a request may be silent before its body is complete. Default 10 seconds.
    public var bodySilenceLimit: Duration

    /// How long a client may take nothing of an answer that waits for it. Default 20 seconds.
    public var answerSilenceLimit: Duration

    /// How long a request may take to become complete once the server is told to stop. Default one second.
    ///
    /// Complete requests are answered first; that takes ``timeLimit`` at most.
    public var unfinishedLimit: Duration

    /// The most connections at a time; further ones wait. Default 4,096.
    ///
    /// There are fewer where the system allows the process too few files: two for each, and 256 for the rest.
    public var mostConnections: Int

    /// How many bytes of large answers (64 KiB and more) may be made and wait for their clients; further ones are refused. Default
    /// 256 MiB.
    public var mostWaitingBytes: Int

    /// The most streams of events at a time; further ones are refused. Default 256.
    public var mostStreams: Int

    /// How often the store is asked what is new, for each run that somebody watches. Default one second.
    public var streamInterval: Duration

    /// After how long a stream that has nothing to tell gives a sign of life. Default 15 seconds.
    public var streamSilence: Duration

    /// After how long a stream tells that the store does not answer. Default 5 seconds.
    public var streamPatience: Duration

    /// How long a client may take for what a stream sends it before the stream ends. Default 30 seconds.
    public var streamStall: Duration

    /// The most CSV files in one set of charts. Default 50.
    public var mostChartFiles: Int

    /// The most bytes of CSV files read for one set of charts. Default 256 MB.
    public var largestChartInput: Int

    /// Limits; each default is said at its property.
    public init(
        longestTarget: Int = 16 * 1_024, largestBody: Int = 1_000_000,
        largestAnswer: Int = 32 * 1_024 * 1_024, timeLimit: Duration = .seconds(30),
        idleLimit: Duration = .seconds(75), headLimit: Duration = .seconds(10),
        bodySilenceLimit: Duration = .seconds(10), answerSilenceLimit: Duration = .seconds(20),
        unfinishedLimit: Duration = .seconds(1), mostConnections: Int = 4_096,
        mostWaitingBytes: Int = 256 * 1_024 * 1_024, mostStreams: Int = 256,
        streamInterval: Duration = .seconds(1), streamSilence: Duration = .seconds(15),
        streamPatience: Duration = .seconds(5), streamStall: Duration = .seconds(30), mostChartFiles: Int = 50,
        largestChartInput: Int = 256_000_000
    ) {
        self.longestTarget = longestTarget
        self.largestBody = largestBody
        self.largestAnswer = largestAnswer
        self.timeLimit = timeLimit
        self.idleLimit = idleLimit
        self.headLimit = headLimit
        self.bodySilenceLimit = bodySilenceLimit
        self.answerSilenceLimit = answerSilenceLimit
        self.unfinishedLimit = unfinishedLimit
        self.mostConnections = mostConnections
        self.mostWaitingBytes = mostWaitingBytes
        self.mostStreams = mostStreams
        self.streamInterval = streamInterval
        self.streamSilence = streamSilence
        self.streamPatience = streamPatience
        self.streamStall = streamStall
        self.mostChartFiles = mostChartFiles
        self.largestChartInput = largestChartInput
    }
}
