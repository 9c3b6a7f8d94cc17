import RegistryCore

/// Looks at a folder again and again, as watches do. One that is not there is waited for; a store that cannot be had is tried again, after
/// 1 second, 2, 4 and so on, at most 30.
struct FolderPursuit: Sendable {
    /// How long to wait between two looks; twice as long as a look takes at least, at most a minute.
    let interval: Duration
    let pause: @Sendable (Duration) async throws -> Void
    let now: @Sendable () -> WallTime
    /// Told once that the folder is not there.
    let onMissing: @Sendable (RegistryError) -> Void
    /// Told that the store failed, and when it is tried again.
    let onFailure: @Sendable (RegistryError, _ nextTry: Duration) -> Void

    /// No pause between two looks is longer, however long they take.
    private static let longestPause = Duration.seconds(60)

    /// Looks until the task is cancelled.
    ///
    /// - Throws: `CancellationError`, and nothing else.
    func run(_ look: @Sendable () async throws -> Void) async throws {
        var isMissing = false
        var failures = 0
        while true {
            let start = now()
            var wait = interval
            do {
                try await look()
                (isMissing, failures) = (false, 0)
            } catch let error as RegistryError where error.code == .notFound {
                if !isMissing { onMissing(error) }
                isMissing = true
            } catch let error as RegistryError {
                failures += 1
                wait = Self.pause(afterFailures: failures)
                onFailure(error, wait)
            }
            try await pause(max(wait, pause(afterLookFrom: start)))
        }
    }

    /// How the importer itself waits for the store.
    var patience: StorePatience {
        StorePatience { [onFailure, pause] error, failures in
            let wait = Self.pause(afterFailures: failures)
            onFailure(error, wait)
            try await pause(wait)
        }
    }

    /// Twice as long as the look took.
    private func pause(afterLookFrom start: WallTime) -> Duration {
        // The clock may be set while a look goes on.
        let seconds = now().secondsSince1970 - start.secondsSince1970
        return seconds > 0 ? min(.seconds(2 * seconds), Self.longestPause) : .zero
    }

    private static func pause(afterFailures failures: Int) -> Duration { .seconds(min(1 << min(failures - 1, 5), 30)) }
}
