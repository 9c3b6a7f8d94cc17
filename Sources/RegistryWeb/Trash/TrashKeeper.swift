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

    /// Removes all that is due, one item after the other, and says how many these were. One that cannot be removed keeps none of
    /// the others.
    ///
    /// - Throws: what the store throws, of several faults the first; `CancellationError` when the task is cancelled.
    func purge() async throws -> Int {
        var count = 0
        var fault: (any Error)?
        var cursor: PageCursor?
        repeat {
            let page = try await trash.expired(limit: Self.mostAtATime, cursor: cursor)
            for item in page.elements {
                try Task.checkCancellation()
                do {
                    try await trash.purge(item)
                    count += 1
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    if (error as? RegistryError)?.code == .readOnly { throw error }
                    fault = fault ?? error
                }
            }
            cursor = page.next
        } while cursor != nil
        if let fault { throw fault }
        return count
    }
}
