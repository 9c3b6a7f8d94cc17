import HTTPTypes
import Hummingbird
import RegistryCore

/// `GET /api/v1/runs/{id}/events`: what happens to a run, while it does.
struct EventRoutes: Sendable {
    private let store: any RecordReader
    private let access: AccessControl
    private let limits: RequestLimits
    private let feeds: RunFeeds
    private let places: StreamPlaces
    private static let lastEventID = "Last-Event-ID"

    init(store: any RecordReader, access: AccessControl, limits: RequestLimits) {
        self.store = store
        self.access = access
        self.limits = limits
        feeds = RunFeeds(store: store, interval: limits.streamInterval)
        places = StreamPlaces(most: limits.mostStreams)
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .get, path: "/runs/{id}/events", name: "watchRun",
                    summary:
                        "What changes of a run, as server-sent events of the kinds run, metrics, points and lines. The "
                        + "first ones tell the run as it is, unless an event's id is sent to go on behind it.",
                    query: [
                        .texts(
                            "metric",
                            "A metric whose points are told; may occur \(StreamPosition.mostMetrics) times."),
                        .choice("lines", LogLevel.allCases.map(\.name), "The least level of lines; none unless said."),
                        .text("behind", "The position behind which lines begin; the log's end unless said."),
                        .text("after", "As the field \(Self.lastEventID), for clients that cannot send it."),
                    ],
                    headers: [
                        .text(Self.lastEventID, "The id of the last event that was seen: the stream goes on behind it.")
                    ], answer: .bytes(ContentType.events.rawValue))
            ) { request in
                try await watch(request)
            }
        ]
    }

    private func watch(_ request: APIRequest) async throws -> Response {
        let run = try request.runID()
        let wish = try wish(of: request.fields)
        var position = StreamPosition()
        if let text = lastEvent(of: request) {
            position = try StreamPosition(text)
        }
        _ = try await store.existingRun(run)
        let place = try places.take()
        if wish.level != nil, position.line == nil {
            if let text = request.fields["behind"] {
                position.line = try LogLine.Position(text)
            } else {
                position.line = try await LogTail(run: run, store: store).end()
            }
        }
        let watch = feeds.watch(run)
        let follower = Follower(RunFollower(wish: wish, position: position))
        let visitor = Visitor.current
        let stream = EventStream(
            limits: limits,
            isAdmitted: { [access] in access.stillAdmits(visitor, sending: request.request) },
            source: { try await follower.next(from: watch.feed) })
        return stream.response(to: request.request, holding: [place, watch] as [any Sendable])
    }

    private func wish(of fields: FormFields) throws(RegistryError) -> RunFollower.Wish {
        var wish = RunFollower.Wish()
        for metric in fields.all("metric") where !wish.metrics.contains(metric) { wish.metrics.append(metric) }
        guard wish.metrics.count <= StreamPosition.mostMetrics else {
            throw RegistryError(
                .invalidArgument, "A stream tells the points of at most \(StreamPosition.mostMetrics) metrics.")
        }
        wish.level = try fields["lines"].map { name throws(RegistryError) in try LogLevel(parameter: name) }
        return wish
    }

    /// The last event that a client says it has seen. A browser that comes back by itself adds the header to the address it had,
    /// so the header counts.
    private func lastEvent(of request: APIRequest) -> String? {
        let header = HTTPField.Name(Self.lastEventID).flatMap { request.request.headers[$0] }
        return [header, request.fields["after"]].lazy.compactMap(\.self).first { !$0.isEmpty }
    }
}

/// A follower that one stream asks again and again.
private actor Follower {
    private var follower: RunFollower

    init(_ follower: RunFollower) { self.follower = follower }

    func next(from feed: RunFeed) async throws -> [ServerEvent]? {
        // One stream asks, and never for two things at a time.
        var current = follower
        defer { follower = current }
        return try await current.next(from: feed)
    }
}

extension LogLevel {
    /// A level as a request names it.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none.
    init(parameter name: String) throws(RegistryError) {
        guard let level = LogLevel(name: name) else {
            throw RegistryError(
                .invalidArgument, "A level is one of \(LogLevel.allCases.map(\.name).joined(separator: ", ")).")
        }
        self = level
    }
}
