import RegistryCore
import Synchronization

/// The feeds of the runs that are being watched, one for each run for as long as somebody watches it.
final class RunFeeds: Sendable {
    private struct Entry {
        let feed: RunFeed
        var watchers: Int
    }

    /// A place among those who watch a run; given back when nobody holds it any more.
    final class Watch: Sendable {
        let feed: RunFeed
        private let run: RunID
        private let feeds: RunFeeds

        fileprivate init(feed: RunFeed, run: RunID, feeds: RunFeeds) {
            self.feed = feed
            self.run = run
            self.feeds = feeds
        }

        deinit { feeds.leave(run) }
    }

    private let store: any RecordReader
    private let interval: Duration
    private let entries = Mutex<[RunID: Entry]>([:])

    init(store: any RecordReader, interval: Duration) {
        self.store = store
        self.interval = interval
    }

    /// How many runs are being watched.
    var count: Int { entries.withLock { $0.count } }

    /// Watches a run, with all others who do.
    func watch(_ run: RunID) -> Watch {
        let feed = entries.withLock { entries in
            let feed = entries[run]?.feed ?? RunFeed(run: run, store: store, interval: interval)
            entries[run] = Entry(feed: feed, watchers: (entries[run]?.watchers ?? 0) + 1)
            return feed
        }
        return Watch(feed: feed, run: run, feeds: self)
    }

    private func leave(_ run: RunID) {
        entries.withLock { entries in
            guard var entry = entries[run] else { return }
            entry.watchers -= 1
            entries[run] = entry.watchers > 0 ? entry : nil
        }
    }
}
