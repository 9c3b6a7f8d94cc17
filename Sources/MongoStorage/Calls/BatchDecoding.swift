import Dispatch
import RegistryCore
import Synchronization

/// Decodes batches one after another on a queue of its own, beside the thread that waits for the server.
final class BatchDecoding<Record: RecordForm>: Sendable {
    private let queue = DispatchQueue(label: "MongoStorage.decoding")
    private let decoded = Mutex<Result<[Record], any Error>>(.success([]))

    /// Begins to decode a batch.
    func add(_ batch: MongoBatch) {
        queue.async { [self] in
            let new = Result { try batch.records(as: Record.self) }
            decoded.withLock { decoded in
                guard case .success(var all) = decoded else { return }
                // Gives the array up first, so that it grows in place.
                decoded = .success([])
                decoded = new.map { documents in
                    all += documents
                    return all
                }
            }
        }
    }

    /// Everything in order, when all of it is decoded.
    ///
    /// - Throws: what the first damaged batch threw.
    func records() throws -> [Record] {
        try queue.sync { try decoded.withLock { try $0.get() } }
    }
}
