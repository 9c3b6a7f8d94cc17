import CMongoC
import Dispatch
import RegistryCore
import Synchronization

/// The connections to one deployment, each with a thread of its own.
///
/// libmongoc blocks the thread that calls it. So a piece of work waits, first come first served, for one of a fixed
/// number of lanes: a serial queue and a client that only this queue uses. Swift's cooperative threads never block, and
/// nobody waits while holding a client.
final class MongoClientPool: Sendable {
    /// Work for one lane.
    typealias Job = @Sendable (MongoClient) -> Void

    private struct State {
        var idle: [MongoClient] = []
        var made = 0
        var waiting: [Job] = []
    }

    private let handle: MongoPoolHandle
    private let mostLanes: Int
    private let state = Mutex(State())

    /// A pool of at most `lanes` connections, which are made when they are needed.
    ///
    /// - Parameter url: with every option the connections are to have.
    /// - Throws: ``MongoFailure`` when the library cannot read the URL.
    init(url: String, lanes: Int) throws {
        handle = try MongoPoolHandle(url: url)
        mostLanes = lanes
    }

    /// Hands work to the next free lane.
    func submit(_ job: @escaping Job) {
        let client: MongoClient? = state.withLock { state in
            if let idle = state.idle.popLast() { return idle }
            guard state.made < mostLanes else {
                state.waiting.append(job)
                return nil
            }
            state.made += 1
            return MongoClient(pool: handle)
        }
        if let client { start(job, on: client) }
    }

    private func start(_ job: @escaping Job, on client: MongoClient) {
        client.queue.async {
            job(client)
            let next = self.state.withLock { state -> Job? in
                if state.waiting.isEmpty {
                    state.idle.append(client)
                    return nil
                }
                return state.waiting.removeFirst()
            }
            // Through the queue again, so that a long row of jobs does not become a deep stack.
            if let next { self.start(next, on: client) }
        }
    }
}

/// `mongoc_client_pool_t`, which ends, and its connections with it, when the last client has gone.
///
/// `@unchecked Sendable`: the library documents its pool as safe from any thread.
final class MongoPoolHandle: @unchecked Sendable {
    fileprivate let pool: OpaquePointer

    init(url: String) throws {
        MongoLibrary.start()
        var error = bson_error_t()
        guard let uri = mongoc_uri_new_with_error(url, &error) else { throw MongoFailure(error, reply: []) }
        defer { mongoc_uri_destroy(uri) }
        guard let pool = mongoc_client_pool_new_with_error(uri, &error) else { throw MongoFailure(error, reply: []) }
        mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2)
        self.pool = pool
    }

    deinit {
        // The library joins its threads here, which may take a moment that no caller's thread has. `unsafe`: nobody else
        // has the pointer any more.
        nonisolated(unsafe) let pool = pool
        DispatchQueue.global().async { mongoc_client_pool_destroy(pool) }
    }
}

/// One connection with the queue that it is used on.
///
/// `@unchecked Sendable`: the client is touched only on its serial queue (and in `deinit`, when nobody else has it).
final class MongoClient: @unchecked Sendable {
    let queue = DispatchQueue(label: "MongoStorage.lane")
    private let pool: MongoPoolHandle
    private var client: OpaquePointer?

    init(pool: MongoPoolHandle) { self.pool = pool }

    /// The client itself; `nil` when the pool has none left, which waits as long as the URL's `waitQueueTimeoutMS`.
    var pointer: OpaquePointer? {
        dispatchPrecondition(condition: .onQueue(queue))
        if client == nil { client = mongoc_client_pool_pop(pool.pool) }
        return client
    }

    deinit {
        if let client { mongoc_client_pool_push(pool.pool, client) }
    }
}
