import Foundation
public import RegistryCore
import Synchronization
import TrainingLog

/// What a run says in words. Lines become the run's log in the registry.
///
/// Calls never throw. Lines below ``setLevel(_:)`` are not logged, nor kept.
public final class MLLogs: Sendable {
    private let logger: Logger
    private let level = Atomic<Int>(LogLevel.info.rawValue)
    private let recent = Mutex(RecentLines())
    /// Held while a line is kept and logged, so that both have the lines in the same order. It may be taken again by the thread that has it: what
    /// the logger tells of a line may be logged as a line, or be answered by reading lines.
    private let order = NSRecursiveLock()

    /// The most calls of a call stack that are logged: 64.
    public static let deepestStack = 64

    init(logger: Logger) { self.logger = logger }

    /// The least serious level that is logged. Default: `info`.
    public var minimumLevel: LogLevel { LogLevel(rawValue: level.load(ordering: .relaxed)) ?? .info }

    /// Has lines below a level be passed over.
    public func setLevel(_ level: LogLevel) { self.level.store(level.rawValue, ordering: .relaxed) }

    /// Logs a line.
    ///
    /// - Parameters:
    ///   - level: How serious it is.
    ///   - message: What happened. It is not made when the level is passed over.
    ///   - context: Values that belong to it, in order: they stand behind the message as `name=value`.
    public func log(_ level: LogLevel, _ message: @autoclosure () -> String, _ context: Document = [:]) {
        guard level >= minimumLevel, logger.isEnabled else { return }
        let line = LoggedLine(level: level, message: message(), context: context, time: .now)
        let text = line.text
        order.withLock {
            recent.withLock { $0.add(line, size: text.utf8.count) }
            logger.logLine(text, level: level)
        }
    }

    /// Logs what looks for faults want to know.
    public func debug(_ message: @autoclosure () -> String, _ context: Document = [:]) {
        log(.debug, message(), context)
    }
    /// Logs how things go.
    public func info(_ message: @autoclosure () -> String, _ context: Document = [:]) { log(.info, message(), context) }
    /// Logs what may become a fault.
    public func warning(_ message: @autoclosure () -> String, _ context: Document = [:]) {
        log(.warning, message(), context)
    }
    /// Logs a failure.
    public func error(_ message: @autoclosure () -> String, _ context: Document = [:]) {
        log(.error, message(), context)
    }
    /// Logs that the run cannot go on.
    public func critical(_ message: @autoclosure () -> String, _ context: Document = [:]) {
        log(.critical, message(), context)
    }

    /// Logs an error, as `error`: the message, the error's type and description, and the calls that led here.
    ///
    /// An error of Swift does not know where it was thrown: the calls are those that led to this one.
    ///
    /// - Parameter withStack: Whether the calls are logged, at most ``deepestStack``. Default: yes (`exc_info=True`).
    public func exception(
        _ message: @autoclosure () -> String, _ error: any Error, _ context: Document = [:], withStack: Bool = true
    ) {
        guard .error >= minimumLevel, logger.isEnabled else { return }
        var text = "\(message()): \(type(of: error)): \(error)"
        if withStack {
            // The first is this function.
            let calls = Thread.callStackSymbols.dropFirst().prefix(Self.deepestStack)
            text += calls.map { "\n  at \($0)" }.joined()
        }
        log(.error, text, context)
    }

    /// The latest lines of a level and above, oldest first.
    ///
    /// They are those of this process: of each level the last ``keptLines``, as long as they are no more than a MiB. The registry has
    /// all of them (`DataManager.logLines`).
    ///
    /// - Parameters:
    ///   - level: The least serious level. Default: all that are logged.
    ///   - limit: How many at most. Default: 100.
    public func getLogs(level: LogLevel = .debug, limit: Int = 100) -> [LoggedLine] {
        recent.withLock { $0.latest(limit, from: level) }
    }

    /// How many lines of each level ``getLogs(level:limit:)`` knows: 1,000.
    public static let keptLines = RecentLines.mostLines
}
