public import Foundation
public import RegistryCore

/// Follows a folder of TensorBoard's or lavd's until its task is cancelled. Which it is, is seen when something is in it.
///
/// A folder that holds both is lavd's, and its first event file may come before the first file of lavd's. So event files are believed
/// when nothing but they was there for some looks, and files of lavd's that come later all the same are minded: the folder is
/// followed as lavd's from then on.
public struct LogFolderWatch: Sendable {
    private let folder: URL
    private let interval: Duration
    private let tensorboard: TensorBoardWatch
    private let lavd: LavdWatch
    private let onEvent: @Sendable (LogFolderWatchEvent) -> Void
    private let pause: @Sendable (Duration) async throws -> Void

    /// How many looks in a row have to find event files and nothing of lavd's, before they are imported.
    static let looksForTensorBoard = 4

    /// A watch that has read nothing yet.
    ///
    /// - Parameters:
    ///   - folder: the folder; it need not be there yet.
    ///   - store: where the runs go.
    ///   - interval: how long to wait between two looks; as ``TensorBoardWatch`` and ``LavdWatch`` have it. Event files alone are
    ///     imported after three times as long. Default: 1 second.
    ///   - onEvent: told what happens. Default: nothing.
    public init(
        folder: URL, store: any RegistryStore, interval: Duration = .seconds(1),
        onEvent: @escaping @Sendable (LogFolderWatchEvent) -> Void = { _ in }
    ) {
        self.init(
            folder: folder, store: store, interval: interval, onEvent: onEvent,
            pause: { try await Task.sleep(for: $0) }, now: { .now })
    }

    init(
        folder: URL, store: any RegistryStore, interval: Duration,
        onEvent: @escaping @Sendable (LogFolderWatchEvent) -> Void,
        pause: @escaping @Sendable (Duration) async throws -> Void, now: @escaping @Sendable () -> WallTime
    ) {
        self.folder = folder
        self.interval = interval
        self.onEvent = onEvent
        self.pause = pause
        tensorboard = TensorBoardWatch(
            logDirectory: folder, store: store, options: TensorBoardImportOptions(), interval: interval,
            onEvent: { onEvent(.tensorboard($0)) }, pause: pause, now: now)
        lavd = LavdWatch(
            folder: folder, store: store, options: LavdImportOptions(), interval: interval,
            onEvent: { onEvent(.lavd($0)) }, pause: pause, now: now)
    }

    /// Follows the folder until the task is cancelled.
    ///
    /// - Throws: `CancellationError`, and nothing else.
    public func run() async throws {
        let scout = LogFolderScout()
        if try await kind(by: scout) == .tensorboard {
            let runs = try await tensorboard.run { [folder] in await scout.kind(of: folder) != .lavd }
            onEvent(.becameLavd(leftRuns: runs))
        }
        try await lavd.run()
    }

    /// Waits until it is clear what the folder is.
    private func kind(by scout: LogFolderScout) async throws -> LogFolderKind {
        var (looks, hasSaidThatItWaits) = (0, false)
        while true {
            switch await scout.kind(of: folder) {
            case .lavd?: return .lavd
            case .tensorboard?:
                looks += 1
                if looks >= Self.looksForTensorBoard { return .tensorboard }
            case nil:
                looks = 0
                if !hasSaidThatItWaits { onEvent(.waiting) }
                hasSaidThatItWaits = true
            }
            try await pause(interval)
        }
    }
}
