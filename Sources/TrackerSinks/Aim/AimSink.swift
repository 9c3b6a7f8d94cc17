public import RegistryCore
public import TrainingLog

/// A run of an Aim server: numbers as metrics, images, sounds, histograms, texts and lines as sequences, parameters, tags, and when the run
/// ended. Tested with Aim 3.29.1, whose interface is not documented and may be another in other versions.
///
/// The run there has an identifier made of this run's, so that after a crash the same one goes on, and everything lies at a place of its
/// own: what comes again changes nothing. A sequence has one value for a step; of those that were logged at the same one, the last one stays.
///
/// Files, meshes, and curves of precision and recall are not for it: Aim has no place at its server for them.
public final class AimSink: LogSink {
    package static let sinkName = "Aim"
    /// The version of Aim that this was tested with.
    public static let testedVersion = "3.29.1"

    /// What people call it.
    public let name = AimSink.sinkName
    /// The server.
    public let logType: LogType

    let configuration: AimConfiguration
    let runID: RunID
    private let server: AimServer
    private let startTime: WallTime
    /// The run there, while the server knows this client.
    private var run: AimRun?
    /// Something arrived, from an earlier sink too.
    private var isBegun = false
    /// What tells this continuation of the run from others; `nil` for whoever began it.
    var continuation: String?
    /// The sequences that the run has there.
    var traces: [AimTracePlace: AimTrace] = [:]
    /// The contexts that the server was told of.
    var contexts: Set<Int64> = []
    /// The last entry that arrived.
    private var takenSequence: Int64 = -1
    private var lastSign = WallTime(millisecondsSince1970: 0)

    /// How often the server is told that the run goes on, as by Aim's own client; after five minutes of silence it lets go of the run.
    private static let millisecondsBetweenSigns: Int64 = 10_000

    init(_ configuration: AimConfiguration, _ server: AimServer, run: RunID, startTime: WallTime) {
        self.configuration = configuration
        self.server = server
        runID = run
        self.startTime = startTime
        logType = LogType(kind: "aim", place: server.address.description)
    }

    /// A sink.
    ///
    /// - Parameters:
    ///   - configuration: Where the server is, and what the run is called there.
    ///   - run: The run, of which the identifier there is made.
    ///   - startTime: When it began.
    /// - Throws: `RegistryError` with `invalidArgument` for an address or a header that is none.
    public convenience init(_ configuration: AimConfiguration, run: RunID, startTime: WallTime) throws(RegistryError) {
        self.init(configuration, try AimServer(configuration), run: run, startTime: startTime)
    }

    /// Goes on with the run of an earlier sink.
    public func restore(_ state: Document) async throws {
        isBegun = state["aimRun"] != nil
        continuation = state["continuation"]?.stringValue
    }

    /// Everything is at the server when it was delivered.
    public func checkpoint() async throws -> Document {
        guard isBegun else { return [:] }
        var state: Document = ["aimRun": .string(AimRun.hash(of: runID))]
        state["continuation"] = continuation.map { .string($0) }
        return state
    }

    /// Numbers, images, videos, sounds, histograms, texts, lines, parameters, and what the run is and is made with.
    public func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .start, .scalar, .scalars, .parameters, .image, .video, .environment, .labelledPicture, .labelledText,
            .line, .message:
            true
        case .record(let record, _): !RecordFields.numbers(of: record).isEmpty
        case .event(let bytes): !AimEvent.read(bytes).values.isEmpty
        case .file, .labelledFile, .command, .end: false
        }
    }

    /// Takes the run up at the server, or makes it.
    public func prepare(for entries: [LogEntry]) async throws -> Bool {
        if !entries.isEmpty { _ = try await opened() }
        return false
    }

    /// Sends entries.
    public func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        let new = entries.filter { $0.sequence > takenSequence }
        guard let last = new.last else { return [] }
        let rejected = try await again { run in try await self.send(new, run) }
        isBegun = true
        takenSequence = last.sequence
        return rejected
    }

    /// Tells the server that the run goes on. One that does not answer now is asked again with what is logged.
    public func giveSign(at time: WallTime) async throws {
        guard let run, time.millisecondsSince1970 - lastSign.millisecondsSince1970 >= Self.millisecondsBetweenSigns
        else { return }
        lastSign = time
        try? await run.giveSign()
    }

    /// Says when the run ended and how, unless another process has taken it up since: that one ends it.
    public func finish(_ ending: RunEnding?) async throws {
        guard isBegun else { return }
        if let ending {
            do {
                try await again { run in try await self.end(ending, run) }
            } catch let refusal as AimRefusal {
                throw PermanentFailure(refusal.error(about: "the end of the run"))
            }
        }
        // A server that is gone by now has let go of everything.
        try? await run?.close(hasEnd: ending != nil)
        run = nil
    }

    /// Does something with the run, and once more with one taken up anew when the server has forgotten this client.
    private func again<Result>(_ action: (AimRun) async throws -> Result) async throws -> Result {
        do {
            return try await once(action)
        } catch is AimLoss {}
        do {
            return try await once(action)
        } catch let loss as AimLoss {
            throw loss.refusal.passing
        }
    }

    private func once<Result>(_ action: (AimRun) async throws -> Result) async throws -> Result {
        do {
            return try await action(try await opened())
        } catch let refusal as AimRefusal {
            throw refusal
        } catch {
            // Nobody knows what arrived, and whether what is held there still works: the next one asks.
            run = nil
            throw error
        }
    }

    private func opened() async throws -> AimRun {
        if let run { return run }
        do {
            let new = try await AimRun(AimRun.hash(of: runID), startTime: startTime, at: server)
            // What Aim expects of every run that it shows.
            let end = try await new.read(["end_time"], else: .bool(false))[]
            if end == .bool(false) {
                try await new.setAttribute([Self.attribute, "run"], .text(runID.description))
                try await new.set(["end_time"], .none)
            } else if end?.numberValue != nil, try await isOfSilence(new) {
                try await new.set(["end_time"], .none)
            }
            traces = AimTrace.all(try await new.read(["traces"]))
            contexts = []
            run = new
            return new
        } catch let refusal as AimRefusal {
            // Whatever keeps a run from being made can be put right, and then it comes again.
            throw refusal.passing
        } catch let loss as AimLoss {
            throw loss.refusal.passing
        }
    }
}

@available(*, unavailable)
extension AimSink: Sendable {}
