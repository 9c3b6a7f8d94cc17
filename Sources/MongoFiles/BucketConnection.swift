import FileStorage
import MongoStorage
import RegistryCore

/// Opens a bucket when it is needed for the first time, and asks it until it answers.
actor BucketConnection {
    private static let tidyingPause = Duration.seconds(600)

    private let configuration: MongoConfiguration
    private let name: String
    private let place: String
    nonisolated let retries: RetryPolicy
    private var bucket: MongoBucket?
    private var opening: Task<MongoBucket, any Error>?
    private var lastTidied: Duration?

    init(_ configuration: MongoConfiguration, bucket name: String, _ retries: RetryPolicy) {
        self.configuration = configuration
        self.name = name
        place = configuration.shownURL
        self.retries = retries
    }

    /// Asks again while the server is not there, with pauses that grow, as long as patience lasts.
    ///
    /// - Parameter question: may be asked more than once.
    nonisolated func asking<Answer: Sendable>(
        _ question: @Sendable (MongoBucket) async throws -> Answer
    ) async throws -> Answer {
        try await retries.attempts(at: place, about: name) { _ in
            do {
                return try await askingOnce(question)
            } catch let error as RegistryError where error.code == .unavailable {
                throw PassingFailure(error)
            }
        }
    }

    /// Asks without waiting for a server that is away.
    nonisolated func askingOnce<Answer: Sendable>(
        _ question: @Sendable (MongoBucket) async throws -> Answer
    ) async throws -> Answer {
        try await question(try await opened())
    }

    /// All who need it wait for one opening.
    private func opened() async throws -> MongoBucket {
        if let bucket { return bucket }
        if let opening { return try await opening.value }
        let opening = Task { [configuration, name] in try await MongoBucket.open(configuration, name: name) }
        self.opening = opening
        defer { self.opening = nil }
        let bucket = try await opening.value
        self.bucket = bucket
        tidyNowAndThen()
        return bucket
    }

    /// Deletes what is left over, all of it.
    nonisolated func collectLeftovers(unfinishedFor unfinished: Duration, replacedFor replaced: Duration) async throws
        -> Int
    {
        var count = 0
        while true {
            let some = try await asking { try await $0.collectLoose(begunBefore: unfinished, endedBefore: replaced) }
            guard some > 0 else { return count }
            count += some
        }
    }

    /// Has left-overs deleted in the background, unless that was done a short time ago.
    func tidyNowAndThen() {
        let now = retries.clock.uptime()
        guard let bucket, lastTidied.map({ now - $0 >= Self.tidyingPause }) ?? true else { return }
        lastTidied = now
        Task {
            // Who wrote a file is not told of it: what stays is deleted the next time.
            _ = try? await bucket.collectLoose(begunBefore: .seconds(86_400), endedBefore: .seconds(3_600))
        }
    }
}
