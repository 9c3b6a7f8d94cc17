import Hummingbird
import RegistryCore
import Synchronization

/// Remembers what requests with a key were given, so that one that is sent again is given the same.
///
/// Before such a request writes anything, the identifiers and numbers that it will write under are stored beside its key. A
/// repetition finds them and writes under them again, which stores change nothing for. So it does not matter at which moment
/// the server, the store or the connection failed, nor which of several servers is asked.
final class RequestKeys: Sendable {
    /// How long a key is remembered at least: two days.
    static let lifetime = Duration.seconds(2 * 86_400)

    private static let requestsBetweenPurges = 256
    private static let mostKeysInPurge = 1_000

    private let store: any RegistryStore
    private let requests = Mutex(0)

    init(store: any RegistryStore) { self.store = store }

    /// What a request writes under.
    ///
    /// - Parameters:
    ///   - body: the request's content, by which another request with the same key is told.
    ///   - make: what it is given when it comes for the first time.
    /// - Returns: what it is given, and whether it came before. Without a key each request is the first.
    /// - Throws: ``RequestRefusal`` (`keyReused`) when the key came with other content, and what the store throws.
    func reservation(
        for request: APIRequest, body: [UInt8], make: () -> Document
    ) async throws -> (content: Document, isRepetition: Bool) {
        let made = make()
        guard let key = try RequestKey(of: request.request) else { return (made, false) }
        let id = RecordID.string("\(request.request.method) \(request.request.uri.path) \(key.text)")
        let digest = Self.digest(of: body)
        try await purgeNowAndThen()
        do {
            let record: Document = [
                "_id": id.value, "time": .date(.now), "digest": .string(digest), "reserved": .document(made),
            ]
            try await store.insert([record], into: .requestKeys)
            return (made, false)
        } catch let error as RegistryError where error.code == .alreadyExists {
            guard let record = try await store.record(id, in: .requestKeys),
                let content = record["reserved"]?.documentValue
            else {
                throw RegistryError(.unavailable, "The key was forgotten at this moment. Send the request again.")
            }
            guard record["digest"]?.stringValue == digest else {
                throw RequestRefusal(
                    .keyReused,
                    "The \(RequestKey.headerName) came before with other content. Each request has a key of its own.")
            }
            return (content, true)
        }
    }

    private static func digest(of body: [UInt8]) -> String {
        var hash = FNV1a()
        hash.combine(body)
        return "\(String(hash.digest, radix: 16))-\(body.count)"
    }

    /// Forgets keys that nobody will send again.
    private func purgeNowAndThen() async throws {
        let isDue = requests.withLock { count in
            count += 1
            return count % Self.requestsBetweenPurges == 0
        }
        guard isDue else { return }
        let oldest = WallTime.now.millisecondsSince1970 - Self.lifetime.components.seconds * 1_000
        let filter = Filter.field("time", .less(.date(WallTime(millisecondsSince1970: oldest))))
        let old = try await store.find(in: .requestKeys, Query(filter, limit: Self.mostKeysInPurge))
        try await store.delete(old.elements.compactMap { $0["_id"].flatMap(RecordID.init) }, from: .requestKeys)
    }
}
