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
    public func run() async throws { _ = try await run(while: { true }) }

    /// Follows the log directory until the task is cancelled, or it is none any more.
    ///
    /// - Parameter isLogDirectory: asked before each look; nothing is imported any more once it says no.
    /// - Returns: The names of the runs that the registry has of it. None of them is running.
    /// - Throws: `CancellationError`, and nothing else.
    func run(while isLogDirectory: @escaping @Sendable () async -> Bool) async throws -> [String] {
        let pursuit = FolderPursuit(
            interval: interval, pause: pause, now: now, onMissing: { [onEvent] in onEvent(.missing($0)) },
            onFailure: { [onEvent] in onEvent(.failed($0, nextTry: $1)) })
        let importer = TensorBoardImporter(
            logDirectory: logDirectory, store: store, options: options, patience: pursuit.patience, now: now)
        do {
            try await pursuit.run { [onEvent] in
                guard await isLogDirectory() else { throw NoLogDirectory() }
                let summary = try await importer.importNew()
                if !summary.isEmpty { onEvent(.imported(summary)) }
            }
        } catch is NoLogDirectory {
            // It is how this ends.
        }
        return try await importer.leave()
    }

    /// Ends the pursuit of what is none any more.
    private struct NoLogDirectory: Error {}
}
