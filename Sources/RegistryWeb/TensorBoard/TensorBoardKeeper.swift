import Foundation
import Logging
import RegistryCore

/// Starts one TensorBoard over the folder of logs when it is asked to, starts it again when it dies, and ends it with the
/// server.
actor TensorBoardKeeper {
    /// How many of its last lines are told when it fails.
    private static let toldLines = 3
    /// How long it may take to end before it is killed.
    private static let farewell = Duration.seconds(2)

    private let settings: TensorBoardSettings
    private let logFolder: String
    private let environment: [String: String]
    private let logger: Logger
    private(set) var state = TensorBoardState.stopped
    private var child: ChildGroup?
    private var keeping: Task<Void, Never>?
    private var isEnded = false

    init(
        settings: TensorBoardSettings, logFolder: String, logger: Logger,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.settings = settings
        self.logFolder = logFolder
        self.logger = logger
        self.environment = environment
    }

    /// The group of the running TensorBoard; `nil` when there is none.
    var processID: Int32? { child?.processID }

    /// Starts it unless it runs already, and waits a while for its answer.
    ///
    /// - Parameter patience: how long to wait at most.
    /// - Returns: how it is then; `starting` when the time was too short.
    /// - Throws: ``RegistryError`` with `unavailable` when it is not installed, or the server is ending.
    func start(patience: Duration = .seconds(10)) async throws -> TensorBoardState {
        guard !isEnded else { throw RegistryError(.unavailable, "The server is shutting down.") }
        if keeping == nil {
            let program = try TensorBoardProgram(
                settings: settings, logFolder: logFolder, environment: environment)
            state = .starting
            keeping = Task { await keep(program) }
        }
        let deadline = ContinuousClock.now + patience
        while state == .starting, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
        return state
    }

    /// Ends it, for good.
    func end() async {
        isEnded = true
        keeping?.cancel()
        if let child {
            child.terminate()
            let alarm = Task {
                try await Task.sleep(for: Self.farewell)
                child.kill()
            }
            _ = await child.exit()
            alarm.cancel()
        }
        await keeping?.value
        state = .stopped
    }

    private func keep(_ program: TensorBoardProgram) async {
        var plan = RestartPlan()
        var end = await runOnce(program)
        while !isEnded, end.hasAnswered, let wait = plan.wait(at: .now) {
            state = .starting
            logger.warning("TensorBoard ended with \(end.code). It is started again.")
            try? await Task.sleep(for: wait)
            if isEnded { break }
            end = await runOnce(program)
        }
        keeping = nil
        guard !isEnded else { return }
        let reason =
            end.hasAnswered
            ? "TensorBoard ended too often and is not started again by itself. \(end.told)"
            : "TensorBoard could not start. \(end.told)"
        logger.error("\(reason)")
        state = .failed(reason)
    }

    private struct End {
        let code: Int32
        /// Whether it was there before it ended.
        let hasAnswered: Bool
        /// What it said last.
        let told: String
    }

    private func runOnce(_ program: TensorBoardProgram) async -> End {
        let child: ChildGroup
        do {
            child = try ChildGroup(
                program: program.path, arguments: program.arguments, environment: program.environment)
        } catch {
            return End(code: 126, hasAnswered: false, told: error.message)
        }
        self.child = child
        var last: [String] = []
        var hasAnswered = false
        for await line in child.lines {
            if let port = Self.port(in: line) {
                hasAnswered = true
                state = .running(port: port)
                logger.notice("TensorBoard runs on http://127.0.0.1:\(port)/")
            }
            if !line.allSatisfy(\.isWhitespace) { last = (last + [line]).suffix(Self.toldLines) }
        }
        let code = await child.exit()
        self.child = nil
        let told = "It ended with \(code)" + (last.isEmpty ? "." : " and said: \(last.joined(separator: " "))")
        return End(code: code, hasAnswered: hasAnswered, told: VisibleText.full(told))
    }

    /// The port in the line with which TensorBoard says that it answers: `TensorBoard 2.20.0 at http://127.0.0.1:6006/ (…)`.
    static func port(in line: String) -> Int? {
        guard line.hasPrefix("TensorBoard "), let start = line.range(of: " at http://127.0.0.1:")?.upperBound else {
            return nil
        }
        return Int(line[start...].prefix { $0.isASCII && $0.isNumber }).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}
