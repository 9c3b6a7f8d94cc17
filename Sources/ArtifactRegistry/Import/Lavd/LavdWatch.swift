public import Foundation
public import RegistryCore

/// What happens while a folder of lavd's is followed.
public enum LavdWatchEvent: Sendable {
    /// The folder is not there, or cannot be read; said once until it is.
    case missing(RegistryError)
    /// Something new was read.
    case imported(LavdImportSummary)
    /// The store failed; the same is tried again after a while.
    case failed(RegistryError, nextTry: Duration)
}

/// Follows a folder of lavd's: imports what is there, and then what comes, until its task is cancelled.
///
/// The folder is listed again and again, so that no limit of the system's on watched files matters. A folder that is not there is
/// waited for; a store that cannot be had is tried again, after 1 second, 2, 4 and so on, at most 30.
public struct LavdWatch: Sendable {
    private let folder: URL
    private let store: any RegistryStore
    private let options: LavdImportOptions
    private let interval: Duration
    private let onEvent: @Sendable (LavdWatchEvent) -> Void
    private let pause: @Sendable (Duration) async throws -> Void
    private let now: @Sendable () -> WallTime

    /// A watch that has read nothing yet.
    ///
    /// - Parameters:
    ///   - folder: the folder that lavd's server would be given; it need not be there yet.
    ///   - store: where the runs go.
    ///   - options: how.
    ///   - interval: how long to wait between two looks; twice as long as a look takes at least, at most a minute. Default: 1 second.
    ///   - onEvent: told what happens. Default: nothing.
    public init(
        folder: URL, store: any RegistryStore, options: LavdImportOptions = LavdImportOptions(),
        interval: Duration = .seconds(1), onEvent: @escaping @Sendable (LavdWatchEvent) -> Void = { _ in }
    ) {
        self.init(
            folder: folder, store: store, options: options, interval: interval, onEvent: onEvent,
            pause: { try await Task.sleep(for: $0) }, now: { .now })
    }

    init(
        folder: URL, store: any RegistryStore, options: LavdImportOptions, interval: Duration,
        onEvent: @escaping @Sendable (LavdWatchEvent) -> Void,
        pause: @escaping @Sendable (Duration) async throws -> Void, now: @escaping @Sendable () -> WallTime
    ) {
        self.folder = folder
        self.store = store
        self.options = options
        self.interval = interval
        self.onEvent = onEvent
        self.pause = pause
        self.now = now
    }

    /// Follows the folder until the task is cancelled.
    ///
    /// - Throws: `CancellationError`, and nothing else.
    public func run() async throws {
        let pursuit = FolderPursuit(
            interval: interval, pause: pause, now: now,
            onMissing: { [onEvent] in onEvent(.missing($0)) },
            onFailure: { [onEvent] in onEvent(.failed($0, nextTry: $1)) })
        let importer = LavdImporter(
            folder: folder, store: store, options: options, patience: pursuit.patience, now: now)
        try await pursuit.run { [onEvent] in
            let summary = try await importer.importNew()
            if !summary.isEmpty { onEvent(.imported(summary)) }
        }
    }
}
