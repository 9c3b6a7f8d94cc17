import FileFaults
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
    let survey: RunSurvey
    let surveying = OnceTask()
    /// Opens when what the run is made with is in the journal, or is no longer waited for.
    let environment = Latch()
    /// The graphics processors as they were measured last.
    private let measuredGPUs = Mutex<[GPUReading]>([])
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
                        "\(FileFault.fileInTheWay(of: folder.path) ?? Self.closed(folder)) "
                        + "The journal lies in \(journalFolder.path). "
                        + "When the folder can be written to, visual-backend sync, or the next logger, brings everything there."
                ))
        }
        firstSequence = JournalPosition.start(of: writer).sequence
        let sinks = makers(journalFolder, run.startTime, false)
        sinkNames = sinks.map(\.name)
        journal = JournalWriter(
            folder: journalFolder, sinkNames: sinkNames, runName: folder.longName,
            addresses: Dictionary(
                sinks.compactMap { sink in sink.address.map { (sink.name, $0) } }, uniquingKeysWith: { $1 }),
            durability: configuration.durability,
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
        let own = roots.all
        recovery = JournalRecovery(
            // Its own folder may be among them, and is looked through once.
            roots: own + earlier.flatMap(\.roots).filter { !own.contains($0) }, except: journalFolder,
            lacking: {
                LackingSink.all(
                    of: $0, reached: makers($0, run.startTime, true).map(\.name), configured: configuration.addedSinks)
            },
            // What is in its own folder nobody else may ever come back to: it goes wherever this one reaches.
            isForOthers: { earlier.owner(of: $0) != nil },
            surroundings: surroundings, interval: configuration.checkpointInterval,
            keepsSegments: configuration.keepsJournal, report: configuration.onProblem, makers: makers)
        driver = Task(executorPreference: driverExecutor) { await sinkDriver.run() }
        recovery.start()
        if configuration.handlesTerminationSignals { TerminationWatch.shared.add(self) }
    }

    private static func closed(_ folder: RunFolder) -> String {
        "The folder \(folder.path) cannot be written to: make it writable, or name another one."
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

    /// The graphics processors as they were measured last; none where nothing is measured, and where there are none.
    var gpus: [GPUReading] { isHere ? measuredGPUs.withLock(\.self) : [] }

    /// Notes what was measured.
    func note(_ gpus: [GPUReading]) { measuredGPUs.withLock { $0 = gpus } }

    private func reportOnce(_ kind: LogProblem.Kind, _ message: String) {
        let isFirst = hasReported.withLock { $0.insert(kind).inserted }
        if isFirst { configuration.onProblem(LogProblem(sink: nil, kind: kind, error: nil, message: message)) }
    }

    private static let forkedMessage =
        "This process was forked from the one that made the logger. It needs a logger of its own; nothing is kept."
}
