/// Takes the time of what this process does.
package enum Stopwatch {
    /// How long something takes.
    package nonisolated(nonsending) static func time(_ work: () async throws -> Void) async rethrows -> Duration {
        let start = ContinuousClock.now
        try await work()
        return .now - start
    }

    /// How long something takes when all is warm: again and again, after round 0, which does not count.
    package nonisolated(nonsending) static func times(_ count: Int, _ work: (_ round: Int) async throws -> Void)
        async rethrows -> Times
    {
        try await work(0)
        return try await rounds(count, work)
    }

    /// How long something takes in rounds 1, 2, and so on.
    nonisolated(nonsending) static func rounds(_ count: Int, _ work: (_ round: Int) async throws -> Void) async rethrows
        -> Times
    {
        var durations: [Duration] = []
        for round in 0..<count { durations.append(try await time { try await work(round + 1) }) }
        return Times(durations)
    }
}
