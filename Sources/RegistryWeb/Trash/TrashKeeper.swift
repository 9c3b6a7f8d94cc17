import Logging
import RegistryCore

/// Removes for good what has been in the trash for its time, for as long as the server runs: at once, and then every hour.
struct TrashKeeper: Sendable {
    /// How long it waits before it looks again: an hour.
    static let interval = Duration.seconds(3_600)

    /// How many items are asked for at a time.
    private static let mostAtATime = 100

    let trash: Trash
    let clock: any Clock<Duration>
    let logger: Logger

    /// Works until the task is cancelled. A store that fails is tried again the next time.
    func run() async {
        while !Task.isCancelled {
            do {
                let count = try await purge()
                if count > 0 { logger.info("The trash was emptied", metadata: ["items": .stringConvertible(count)]) }
            } catch is CancellationError {
                return
            } catch let error as RegistryError where error.code == .readOnly {
                // Whoever may write empties it.
                return
            } catch {
                logger.error(
                    "The trash could not be emptied; it is tried again in an hour",
                    metadata: ["error": "\(String(reflecting: error))"])
            }
            do {
                try await clock.sleep(for: Self.interval, tolerance: nil)
            } catch {
                return
            }
        }
    }

    /// Removes all that is due, one item after the other, and says how many these were.
    ///
    /// - Throws: what the store throws; `CancellationError` when the task is cancelled.
    func purge() async throws -> Int {
        var count = 0
        var before: [Document] = []
        while true {
            let items = try await trash.expired(limit: Self.mostAtATime)
            // What stays however often it is removed would be asked for without end.
            guard !items.isEmpty, items != before else { return count }
            for item in items {
                try Task.checkCancellation()
                try await trash.purge(item)
                count += 1
            }
            before = items
        }
    }
}
