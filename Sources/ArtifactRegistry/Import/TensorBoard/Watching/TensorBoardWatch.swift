public import Foundation
public import RegistryCore

/// Follows a TensorBoard log directory: imports what is there, and then what comes, until its task is cancelled.
///
/// Only what is new is read. A log directory that is not there is waited for; a store that cannot be had is tried again,
/// after 1 second, 2, 4 and so on, at most 30. Nothing is lost meanwhile: it is in the event files.
///
/// ```swift
/// try await TensorBoardWatch(logDirectory: URL(filePath: "logs"), store: registry.store).run()
/// ```
public struct TensorBoardWatch: Sendable {
    private let logDirectory: URL
    private let store: any RegistryStore
    private let options: TensorBoardImportOptions
    private let interval: Duration
    private let onEvent: @Sendable (TensorBoardWatchEvent) -> Void
    private let pause: @Sendable (Duration) async throws -> Void
    private let now: @Sendable () -> WallTime

    /// No pause between two passes is longer, however long they take.
    private static let longestPause = Duration.seconds(60)

    /// A watch that has read nothing yet.
    ///
    /// - Parameters:
    ///   - logDirectory: the folder that TensorBoard would be given; it need not be there yet.
    ///   - store: where the runs go.
    ///   - options: how.
    ///   - interval: how long to wait between two looks. A directory that takes long to be looked at is looked at less often,
    ///     so that most of the time is not spent on it. Default: 1 second.
    ///   - onEvent: told what happens. Default: nothing.
    public init(
        logDirectory: URL, store: any RegistryStore, options: TensorBoardImportOptions = TensorBoardImportOptions(),
        interval: Duration = .seconds(1), onEvent: @escaping @Sendable (TensorBoardWatchEvent) -> Void = { _ in }
    ) {
        self.init(
            logDirectory: logDirectory, store: store, options: options, interval: interval, onEvent: onEvent,
            pause: { try await Task.sleep(for: $0) }, now: { .now })
    }

    init(
        logDirectory: URL, store: any RegistryStore, options: TensorBoardImportOptions, interval: Duration,
        onEvent: @escaping @Sendable (TensorBoardWatchEvent) -> Void,
        pause: @escaping @Sendable (Duration) async throws -> Void, now: @escaping @Sendable () -> WallTime
    ) {
        self.logDirectory = logDirectory
        self.store = store
        self.options = options
        self.interval = interval
        self.onEvent = onEvent
        self.pause = pause
        self.now = now
    }

    /// Follows the log directory until the task is cancelled.
    ///
    /// - Throws: `CancellationError`, and nothing else.
    public func run() async throws {
        let importer = TensorBoardImporter(
            logDirectory: logDirectory, store: store, options: options, patience: patience, now: now)
        var isMissing = false
        var failures = 0
        while true {
            let start = now()
            var wait = interval
            do {
                let summary = try await importer.importNew()
                (isMissing, failures) = (false, 0)
                if !summary.isEmpty { onEvent(.imported(summary)) }
            } catch let error as RegistryError where error.code == .notFound {
                if !isMissing { onEvent(.missing(error)) }
                isMissing = true
            } catch let error as RegistryError {
                failures += 1
                wait = Self.pause(afterFailures: failures)
                onEvent(.failed(error, nextTry: wait))
            }
            try await pause(max(wait, pause(afterPassFrom: start)))
        }
    }

    private var patience: StorePatience {
        StorePatience { [onEvent, pause] error, failures in
            let wait = Self.pause(afterFailures: failures)
            onEvent(.failed(error, nextTry: wait))
            try await pause(wait)
        }
    }

    /// Twice as long as the pass took.
    private func pause(afterPassFrom start: WallTime) -> Duration {
        // The clock may be set while a pass goes on.
        let seconds = now().secondsSince1970 - start.secondsSince1970
        return seconds > 0 ? min(.seconds(2 * seconds), Self.longestPause) : .zero
    }

    private static func pause(afterFailures failures: Int) -> Duration {
        .seconds(min(1 << min(failures - 1, 5), 30))
    }
}
