/// Takes the time.
enum Stopwatch {
    /// The times of one thing done again and again.
    struct Times {
        private let sorted: [Double]

        init(_ durations: [Duration]) { sorted = durations.map(\.inMilliseconds).sorted() }

        /// In milliseconds.
        var median: Double { sorted.isEmpty ? 0 : sorted[sorted.count / 2] }
        /// In milliseconds.
        var slowest: Double { sorted.last ?? 0 }
    }

    /// How long something takes.
    static func time(_ work: () async throws -> Void) async rethrows -> Duration {
        let start = ContinuousClock.now
        try await work()
        return .now - start
    }

    /// How long something takes, again and again, after one time that does not count.
    static func times(_ count: Int, _ work: (Int) async throws -> Void) async rethrows -> Times {
        try await work(0)
        var durations: [Duration] = []
        for round in 1...count { durations.append(try await time { try await work(round) }) }
        return Times(durations)
    }
}

extension Duration {
    var inSeconds: Double { self / .seconds(1) }
    var inMilliseconds: Double { self / .milliseconds(1) }
}

/// An answer that is not the right one, so that its time means nothing.
struct WrongAnswer: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = "The benchmark is void: \(description)." }
}
