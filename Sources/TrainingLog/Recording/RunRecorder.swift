import RegistryCore
import Synchronization

/// What stands behind a logger: the journal that its calls write to, and the lanes that bring the journal to the sinks.
///
/// Nothing is opened or created before the first entry. Nothing refers to it weakly: that would make each log call, which retains
/// it, slower by a tenth. Whatever holds it lets it go when the run is ended, which a logger does at the latest when it is gone.
final class RunRecorder: Sendable {
    let run: RunID
    let folder: RunFolder
    let configuration: LoggerConfiguration
    let surroundings: Surroundings
    let journal: JournalWriter
    let board: LaneBoard
    let sinkNames: [String]
    let recovery: JournalRecovery
    let driver: Task<Void, Never>
    /// The training may occupy all of Swift's threads. A task does not keep its executor alive.
    let driverExecutor = DispatchExecutor(label: "TrainingLog.driver")
    /// For what looks at the machine, and for time limits.
    let surveyExecutor = DispatchExecutor(label: "TrainingLog.survey")
    let firstSequence: Int64
    /// The parameters in the run's first entry; none when the run is continued, which changes nothing in them.
    let initialParameters: [String: Value]
    /// The body of the run's first entry.
    private let start: (kind: EntryKind, time: WallTime, body: [UInt8])
    private let hyperparameters: HyperparameterEvents
    /// How many entries were given, without the start and the end.
    let entryCount = Atomic<Int>(0)
    private let recordCount = Atomic<Int64>(0)
    let refusedCount = Atomic<Int>(0)
    private let forks = ForkWatch.current
    private let survey: RunSurvey
    let surveying = OnceTask()
    /// Opens when what the run is made with is in the journal, or is no longer waited for.
    let environment = Latch()
    private let hasReported = Mutex<Set<LogProblem.Kind>>([])
    private let endCause = Mutex<EndCause?>(nil)
    private let hasReportedFork = Atomic<Bool>(false)

    /// - Parameters:
    ///   - run: The run's record as it begins.
    ///   - isResumed: Whether the run has begun before, maybe in another process.
    ///   - makers: Make the sinks of any run in the folder.
    init(
        run: Run, isResumed: Bool, folder: RunFolder, configuration: LoggerConfiguration, surroundings: Surroundings,
        makers: @escaping JournalRecovery.Makers
    ) {
        var document = run.document
        let hyperparameters = HyperparameterEvents(parameters: run.parameters, startTime: run.startTime)
        // The sink takes it from the first record.
        if configuration.experiment.isEmpty { document["experiment"] = nil }
        document["processID"] = .int(Int64(ProcessNumber.current))
        self.run = run.id
        initialParameters = isResumed ? [:] : run.parameters
        self.folder = folder
        self.configuration = configuration
        self.surroundings = surroundings
        self.hyperparameters = hyperparameters
        let writer = isResumed ? UInt64.random(in: 1...JournalPosition.largestWriter) : 0
        if isResumed { document["takenUpBy"] = .string(String(writer, radix: 16)) }
        start = (
            isResumed ? .resumption : .start, surroundings.now(),
            RunStart.body(of: document, report: configuration.onProblem)
        )
        let roots = JournalRoots(folder)
        let root = roots.choose()
        let journalFolder = JournalFolder(root: root, run: run.id, writer: writer)
        if root != roots.usual {
            configuration.onProblem(
                LogProblem(
                    sink: nil, kind: .failed, error: nil,
                    message:
                        "The folder \(folder.path) cannot be written to: the journal lies in \(journalFolder.path). "
                        + "When it can, visual-backend sync, or the next logger, brings everything there."))
        }
        firstSequence = JournalPosition.start(of: writer).sequence
        let sinks = makers(journalFolder, run.startTime, false)
        sinkNames = sinks.map(\.name)
        journal = JournalWriter(
            folder: journalFolder, sinkNames: sinkNames, durability: configuration.durability,
            limits: JournalLimits(
                // Only whole segments are deleted: several have to fit.
                segmentInBytes: min(16 << 20, max(1, configuration.journalLimitInBytes / 4)),
                diskInBytes: configuration.keepsJournal ? .max : configuration.journalLimitInBytes,
                policy: configuration.fullJournalPolicy, keepsSegments: configuration.keepsJournal),
            firstSequence: firstSequence, report: configuration.onProblem)
        survey = RunSurvey(configuration: configuration, startTime: run.startTime, logsPath: folder.path)
        let board = LaneBoard(laneCount: sinks.count)
        self.board = board
        journal.whenWritten { board.wake() }
        let sinkDriver = SinkDriver(
            makers: sinks, source: JournalSource(folder: journalFolder, writer: journal), board: board,
            surroundings: surroundings, keepsSegments: configuration.keepsJournal,
            interval: configuration.checkpointInterval, report: configuration.onProblem)
        let earlier = configuration.earlierRuns
        recovery = JournalRecovery(
            // Its own folder may be among them, and is looked through once.
            roots: roots.all + earlier.flatMap(\.roots).filter { !roots.all.contains($0) }, except: journalFolder,
            concerning: { journal in
                earlier.owner(of: journal) == nil || Self.hasSinks(of: journal, makers(journal, run.startTime, true))
            },
            surroundings: surroundings, interval: configuration.checkpointInterval,
            keepsSegments: configuration.keepsJournal, report: configuration.onProblem, makers: makers)
        driver = Task(executorPreference: driverExecutor) { await sinkDriver.run() }
        recovery.start()
        if configuration.handlesTerminationSignals { TerminationWatch.shared.add(self) }
    }

    /// Whether sinks are all that a journal has to reach. One that cannot be looked into is told later.
    private static func hasSinks(of journal: JournalFolder, _ sinks: [SinkMaker]) -> Bool {
        guard let names = try? journal.checkpointNames() else { return true }
        return Set(names).isSubset(of: sinks.map { SafeFileName.encode($0.name) })
    }

    /// The place of the next record among this logger's.
    func nextPlace() -> Int64 { recordCount.add(1, ordering: .relaxed).oldValue }

    /// Adds entries to the journal, the start of the run before the first.
    ///
    /// - Parameter isAsked: Somebody called for it, and is told when the logger is closed. Default: yes.
    /// - Returns: Whether the journal has them.
    @discardableResult
    func append(count: Int = 1, isAsked: Bool = true, _ add: (inout JournalBuffer) -> Void) -> Bool {
        var isFirst = false
        let outcome = journal.append { buffer in
            isFirst = buffer.nextSequence == firstSequence
            if isFirst { addStart(to: &buffer) }
            add(&buffer)
        }
        if isFirst { beginSurvey() }
        switch outcome {
        case .kept:
            entryCount.add(count, ordering: .relaxed)
            return true
        case .dropped(let isFirst):
            if isFirst {
                configuration.onProblem(
                    LogProblem(
                        sink: nil, kind: .lost, error: nil,
                        message: "The journal has no room: what is logged now is lost. "
                            + "The sinks, or the disk, are too far behind."))
            }
        case .ended where !isAsked: break
        case .ended:
            reportOnce(
                .closed,
                "Something was logged after \((endCause.withLock { $0 } ?? .closing).rawValue), and is not kept.")
        }
        return false
    }

    /// Adds one entry whose body is a document. It is encoded before the journal's lock is taken.
    ///
    /// - Returns: The entry's number in the journal; `nil` when it is not kept.
    @discardableResult
    func appendDocument(_ document: Document, as kind: EntryKind, number: Int64?) -> Int64? {
        let time = surroundings.now()
        do {
            return appendBody(try document.bson(), as: kind, number: number, time: time)
        } catch {
            refuse(error)
            return nil
        }
    }

    /// Adds one entry.
    ///
    /// - Returns: The entry's number in the journal; `nil` when it is not kept.
    @discardableResult
    func appendBody(_ body: [UInt8], as kind: EntryKind, number: Int64? = nil, time: WallTime) -> Int64? {
        guard Self.isShortEnough(body) else {
            refuse(Self.tooLarge(body))
            return nil
        }
        var sequence: Int64?
        let isKept = append { buffer in
            sequence = buffer.nextSequence
            buffer.add(kind, time: time, number: number, body: body)
        }
        return isKept ? sequence : nil
    }

    /// Whether an entry's body is short enough for the journal.
    static func isShortEnough(_ body: [UInt8]) -> Bool { body.count <= JournalFrame.longestPayload - 64 }

    /// The error of a body that is not.
    static func tooLarge(_ body: [UInt8]) -> RegistryError {
        RegistryError(.invalidArgument, "An entry of \(body.count) bytes is too large to be logged.")
    }

    /// Adds what the run is made with.
    func appendSurvey(_ environment: Document) {
        let time = surroundings.now()
        do {
            let body = try environment.bson()
            guard Self.isShortEnough(body) else { return refuse(Self.tooLarge(body)) }
            append(isAsked: false) { $0.add(.environment, time: time, body: body) }
        } catch {
            refuse(error)
        }
    }

    /// Adds what is used now. It stands at the seconds since the run's start.
    func appendMeasurements(_ values: [String: Double]) {
        guard !values.isEmpty else { return }
        let time = surroundings.now()
        let step = Step(Int64(max(0, time.secondsSince1970 - survey.startTime.secondsSince1970)))
        append(isAsked: false) { $0.addScalars(values, step: step, time: time) }
    }

    private func beginSurvey() {
        surveying.begin { Task(executorPreference: surveyExecutor) { [self] in await survey.run(into: self) } }
    }

    private func addStart(to buffer: inout JournalBuffer) {
        buffer.add(start.kind, time: start.time, body: start.body)
        guard let event = hyperparameters.start else { return }
        buffer.add(.event, time: start.time, body: event)
        entryCount.add(1, ordering: .relaxed)
    }

    /// Notes something that cannot be logged at all.
    func refuse(_ error: any Error) {
        refusedCount.add(1, ordering: .relaxed)
        configuration.onProblem(
            LogProblem(
                sink: nil, kind: .rejected, error: error,
                message: "A record cannot be logged: \(LogProblem.text(of: error))"))
    }

    /// Begins the run, should nothing have been logged yet.
    func begin() { if isInItsProcess() { append(count: 0) { _ in } } }

    /// Has the journal on the disk, as far as the durability promises. Whoever asks has seen to it that this is its process.
    func flush() throws {
        try journal.flush(synchronizing: configuration.durability == .synced)
    }

    /// Whether this is the process that made the logger, and no forked copy of it, which is said once.
    ///
    /// It is asked before anything else: a copy may have locks that no thread will ever give back, also those that Swift takes to
    /// make a type when it is used for the first time. So nothing is done here that takes one.
    func isInItsProcess() -> Bool {
        if isHere { return true }
        if !hasReportedFork.exchange(true, ordering: .relaxed) {
            configuration.onProblem(LogProblem(sink: nil, kind: .closed, error: nil, message: Self.forkedMessage))
        }
        return false
    }

    private var isHere: Bool { forks == ForkWatch.current }

    /// Refuses what a forked copy of the process cannot do: the locks that the parent's threads held are held for ever there,
    /// and nobody works on the sinks.
    func requireItsProcess() throws(RegistryError) {
        guard isHere else { throw RegistryError(.unsupported, Self.forkedMessage) }
    }

    /// The kinds of log that entries have reached.
    var logTypes: [String: String] { isHere ? board.logTypes : [:] }

    /// What ended a run: a training that was told to end goes on for seconds without anybody having closed its logger.
    enum EndCause: String {
        case closing = "the logger was closed"
        case signal = "the process was told to end"
    }

    /// Ends the run. The first ending stands.
    func end(_ status: RunStatus, message: String? = nil, cause: EndCause = .closing) {
        guard isHere else { return }
        TerminationWatch.shared.remove(self)
        surveying.end()
        environment.open()
        endCause.withLock { $0 = $0 ?? cause }
        var document: Document = ["status": .string(status.rawValue)]
        document["message"] = message.map { .string($0) }
        let body = (try? document.bson()) ?? []
        let time = surroundings.now()
        _ = journal.append(isLast: true) { buffer in
            // A run in which nothing was logged leaves nothing behind.
            guard buffer.nextSequence > firstSequence else { return }
            if let event = hyperparameters.end(status, at: time) {
                buffer.add(.event, time: time, body: event)
                entryCount.add(1, ordering: .relaxed)
            }
            buffer.add(.end, time: time, body: body)
        }
        if journal.nextSequence == firstSequence { driver.cancel() } else { try? flush() }
        board.beginClosing()
        recovery.beginClosing()
    }

    private func reportOnce(_ kind: LogProblem.Kind, _ message: String) {
        let isFirst = hasReported.withLock { $0.insert(kind).inserted }
        if isFirst { configuration.onProblem(LogProblem(sink: nil, kind: kind, error: nil, message: message)) }
    }

    private static let forkedMessage =
        "This process was forked from the one that made the logger. It needs a logger of its own; nothing is kept."
}
