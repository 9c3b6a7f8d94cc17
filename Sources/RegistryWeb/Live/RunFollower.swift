import RegistryCore

/// What one client gets to see of a run: what changed since it last looked. It never waits for the client with anything in
/// its hands: who reads slowly gets fewer and larger changes, and of very large ones only that they are there.
struct RunFollower: Sendable {
    /// What is asked for.
    struct Wish: Hashable, Sendable {
        /// The metrics whose points are told.
        var metrics: [String] = []
        /// The least level of lines that are told; `nil` for no lines.
        var level: LogLevel?
    }

    /// What tells clients apart that are told different things of one snapshot.
    struct Key: Hashable, Sendable {
        fileprivate let wish: Wish
        fileprivate let position: StreamPosition
        fileprivate let known: Int?
    }

    /// What is told at one look.
    struct Step: Sendable {
        let events: [ServerEvent]
        /// Where the client is then.
        let position: StreamPosition
        /// Whether there is nothing more to tell of this snapshot.
        let isComplete: Bool
    }

    /// The most points of one event.
    private static let mostPoints = 10_000
    /// About the most bytes of text of one event.
    private static let mostText = 256 * 1_024

    private let wish: Wish
    private(set) var position: StreamPosition
    private var known: RunSnapshot?
    /// The number of the snapshot to go on behind.
    private var number = 0

    /// - Parameter position: what the client has seen.
    init(wish: Wish, position: StreamPosition) {
        self.wish = wish
        self.position = position
        // What is not asked for any more is forgotten.
        let keys = Set(wish.metrics.map { StreamPosition.key(of: $0) })
        self.position.metrics = position.metrics.filter { keys.contains($0.key) }
    }

    /// Waits for the next moment to look, and tells what changed. Often nothing did.
    ///
    /// - Returns: `nil` when the stream is over, as the run is gone.
    mutating func next(from feed: RunFeed) async throws -> [ServerEvent]? {
        let snapshot = try await feed.snapshot(after: number)
        guard snapshot.fields != nil else { return nil }
        let step = try await snapshot.step(for: Key(wish: wish, position: position, known: known?.number)) { [self] in
            var follower = self
            return try await follower.tell(snapshot)
        }
        position = step.position
        known = snapshot
        // Further lines are told without a pause, from the same snapshot.
        number = step.isComplete ? snapshot.number : snapshot.number - 1
        return step.events
    }

    private mutating func tell(_ snapshot: RunSnapshot) async throws -> Step {
        var events: [ServerEvent] = []
        tellFields(of: snapshot, to: &events)
        tellSummaries(of: snapshot, to: &events)
        try await tellPoints(of: snapshot, to: &events)
        let isComplete = try await tellLines(of: snapshot, to: &events)
        return Step(events: events, position: position, isComplete: isComplete)
    }

    private mutating func tell(_ kind: String, _ data: Document, to events: inout [ServerEvent]) {
        events.append(ServerEvent(kind: kind, position: position.description, data: data))
    }

    private mutating func tellFields(of snapshot: RunSnapshot, to events: inout [ServerEvent]) {
        guard snapshot.fieldsDigest != position.fields, let fields = snapshot.fields else { return }
        position.fields = snapshot.fieldsDigest
        guard let before = known?.fields else {
            return tell("run", ["whole": true, "fields": .document(fields), "removed": []], to: &events)
        }
        let changed = fields.filter { before[$0.key] != $0.value }
        let removed = before.keys.filter { fields[$0] == nil }
        tell(
            "run",
            [
                "whole": false, "fields": .document(Document(changed.map { ($0.key, $0.value) })),
                "removed": .array(removed.map { .string($0) }),
            ], to: &events)
    }

    private mutating func tellSummaries(of snapshot: RunSnapshot, to events: inout [ServerEvent]) {
        guard snapshot.summariesDigest != position.summaries else { return }
        position.summaries = snapshot.summariesDigest
        let changed = snapshot.summaries.filter { name, summary in known?.summaries[name] != summary }
        let told = changed.sorted { $0.key < $1.key }.map { name, summary in
            Value.document(
                Document([("metric", .string(name))] + summary.map { ($0.key, Self.plain($0.value)) }))
        }
        tell("metrics", ["whole": .bool(known == nil), "metrics": .array(told)], to: &events)
    }

    /// JSON has no NaN and no infinities: they are text, as in series.
    private static func plain(_ value: Value) -> Value {
        if case .double(let number) = value { Value(plainNumber: number) } else { value }
    }

    private mutating func tellPoints(of snapshot: RunSnapshot, to events: inout [ServerEvent]) async throws {
        var room = Self.mostPoints
        var told: [Value] = []
        for metric in wish.metrics {
            let key = StreamPosition.key(of: metric)
            let end = snapshot.position(of: metric)
            guard let before = position.metrics[key] else {
                // The client begins here with this one.
                position.metrics[key] = end
                continue
            }
            guard end != before else { continue }
            position.metrics[key] = end
            var one: Document = [
                "metric": .string(metric), "before": .int(before.count), "count": .int(end.count),
            ]
            if let points = try await snapshot.points(of: metric, behind: before), points.count <= room {
                room -= points.count
                one["steps"] = .array(points.map { .int($0.step.rawValue) })
                one["times"] = .array(points.map { .int($0.time.millisecondsSince1970) })
                one["values"] = .array(points.map { Value(plainNumber: $0.value) })
            } else {
                one["askAgain"] = true
            }
            told.append(.document(one))
        }
        guard !told.isEmpty else { return }
        tell("points", ["series": .array(told)], to: &events)
    }

    /// - Returns: whether there is nothing more to tell of this snapshot.
    private mutating func tellLines(of snapshot: RunSnapshot, to events: inout [ServerEvent]) async throws -> Bool {
        guard let level = wish.level else { return true }
        let lines = try await snapshot.lines(behind: position.line, minimumLevel: level)
        var room = Self.mostText
        var told: [Value] = []
        for line in lines where room > 0 {
            room -= line.text.utf8.count + 100
            told.append(.document(line.told))
            position.line = line.position
        }
        guard !told.isEmpty else { return true }
        tell("lines", ["lines": .array(told)], to: &events)
        return told.count == lines.count && lines.count < RunSnapshot.mostLines
    }
}

extension LogLine {
    /// The line as the API tells it.
    var told: Document {
        [
            "position": .string(position.description), "time": .date(time), "level": .string(level.name),
            "text": .string(text),
        ]
    }
}
