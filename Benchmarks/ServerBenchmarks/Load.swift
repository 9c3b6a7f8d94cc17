import BenchmarkKit
import Foundation
import Synchronization

/// Clients that ask a server again and again, each on a connection and a thread of its own.
struct Load: Sendable {
    let port: Int
    let clients: Int
    var seconds = 3.0
    /// See ``Connection/acknowledgeAtOnce()``.
    var acknowledgesAtOnce = false

    /// What came of it: the requests that were answered, and how long each took.
    ///
    /// - Parameter exchange: The request that a client sends in a round, which count from 0. Round 0 does not count.
    func run(_ exchange: @escaping @Sendable (_ client: Int, _ round: Int) throws -> Exchange) throws -> Cost {
        let results = Mutex<[Result<[Duration], any Error>]>([])
        let start = ContinuousClock.now
        let threads = (0..<clients).map { client in
            Thread {
                let result = Result { try self.times(of: client, exchange) }
                results.withLock { $0.append(result) }
            }
        }
        for thread in threads { thread.start() }
        while results.withLock({ $0.count }) < clients { Thread.sleep(forTimeInterval: 0.01) }
        let time = ContinuousClock.now - start
        let times = try results.withLock { try $0.flatMap { try $0.get() } }
        return Cost(
            count: times.count, seconds: time.inSeconds, processorSeconds: 0, peakMegabytes: 0,
            calls: Cost.Calls(Times(times)))
    }

    private func times(
        of client: Int, _ exchange: (_ client: Int, _ round: Int) throws -> Exchange
    ) throws -> [Duration] {
        let connection = try Connection(port: port)
        try exchange(client, 0).make(on: connection, acknowledgesAtOnce: acknowledgesAtOnce)
        var times: [Duration] = []
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            let request = try exchange(client, times.count + 1)
            let start = ContinuousClock.now
            try request.make(on: connection, acknowledgesAtOnce: acknowledgesAtOnce)
            times.append(.now - start)
        } while ContinuousClock.now < end
        return times
    }
}
