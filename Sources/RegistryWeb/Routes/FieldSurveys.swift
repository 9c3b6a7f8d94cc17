import RegistryCore

/// What is known of the fields of all records of each collection, without a look at all of them whenever somebody asks: they
/// are gone through in the background, a page at a time, and anew when what is known has become old. The newest records are
/// looked at with a question, every two seconds at most.
actor FieldSurveys {
    /// How many of the newest records are looked at: 200.
    private static let newest = 200
    /// How many records are read at a time, and how long others have their turn behind them.
    private static let portion = 500
    private static let pause = Duration.milliseconds(10)
    /// Behind so many records whoever waits has a turn.
    private static let mostAtOnce = 20
    /// So long what the newest records have is taken for true.
    private static let freshness = Duration.seconds(2)
    /// More records than this are not gone through: 1,000,000.
    private static let mostRecords = 1_000_000
    /// Going through them takes no more than one part of this of the time, and is done anew after ten minutes at the latest.
    private static let restFactor = 50
    private static let longestRest = Duration.seconds(600)
    /// So long a first question waits for the whole: stores with few records are known at once.
    private static let patience = Duration.milliseconds(400)

    private let store: any RecordReader

    private struct State {
        /// What the last way through all records found.
        var whole: FieldSurvey?
        /// What is found on the way that goes on.
        var growing: FieldSurvey?
        var isDueAt = ContinuousClock.now
    }

    private var states: [CollectionName: State] = [:]
    private var newestSurveys: [CollectionName: (survey: FieldSurvey, time: ContinuousClock.Instant)] = [:]

    init(store: any RecordReader) { self.store = store }

    /// What is known of a collection's fields, and whether all of its records were looked at.
    func survey(of collection: CollectionName) async throws -> (survey: FieldSurvey, isWhole: Bool) {
        begin(collection)
        let end = ContinuousClock.now + Self.patience
        while states[collection]?.whole == nil, states[collection]?.growing != nil, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(10))
        }
        let newest = try await newest(of: collection)
        let state = states[collection]
        var survey = state?.whole ?? state?.growing ?? FieldSurvey()
        if state?.whole != nil, let growing = state?.growing { survey.addMissing(of: growing) }
        survey.addMissing(of: newest)
        return (survey, state?.whole != nil)
    }

    /// What the newest records have, looked at anew every two seconds: who types asks more often.
    private func newest(of collection: CollectionName) async throws -> FieldSurvey {
        if let (survey, time) = newestSurveys[collection], time.duration(to: .now) < Self.freshness { return survey }
        let page = try await store.find(
            in: collection, Query(sort: [SortKey("_id", .descending)], limit: Self.newest))
        let survey = FieldSurvey(of: page.elements)
        newestSurveys[collection] = (survey, .now)
        return survey
    }

    /// Goes through a collection when that is due and nobody does.
    private func begin(_ collection: CollectionName) {
        let state = states[collection] ?? State()
        guard state.growing == nil, state.isDueAt <= .now else { return }
        states[collection] = state
        states[collection]?.growing = FieldSurvey()
        // Whoever asked first may leave, and what is kept for that question is let go.
        Task.detached { [self] in await walk(collection) }
    }

    private func walk(_ collection: CollectionName) async {
        let start = ContinuousClock.now
        var cursor: PageCursor?
        do {
            repeat {
                let page = try await store.find(in: collection, Query(limit: Self.portion, cursor: cursor))
                for (index, record) in page.elements.enumerated() {
                    states[collection]?.growing?.add(record)
                    if index % Self.mostAtOnce == 0 { await Task.yield() }
                }
                cursor = page.next
                if cursor != nil { try await Task.sleep(for: Self.pause) }
            } while cursor != nil && (states[collection]?.growing?.records ?? 0) < Self.mostRecords
            let grown = states[collection]?.growing
            states[collection]?.whole = grown
        } catch {
            // What was found before holds; the store is asked again with one of the next questions.
        }
        states[collection]?.growing = nil
        let rest = min(Self.longestRest, max(.milliseconds(500), (ContinuousClock.now - start) * Self.restFactor))
        states[collection]?.isDueAt = .now + rest
    }
}
