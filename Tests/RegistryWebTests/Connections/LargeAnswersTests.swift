import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

@Suite struct LargeAnswersTests {
    /// A store that counts the bytes of records that it gives.
    private final class CountingReader: RecordReaderLayer {
        let store: any RecordReader
        private let given = Mutex(0)

        init(_ store: any RecordReader) { self.store = store }

        var bytes: Int { given.withLock { $0 } }

        func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
            let page = try await store.find(in: collection, query)
            let size = try page.elements.reduce(0) { try $0 + $1.bson().count }
            given.withLock { $0 += size }
            return page
        }

        func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
            try await store.record(id, in: collection)
        }

        func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
            try await store.count(in: collection, matching: filter)
        }

        func distinctValues(
            of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
        ) async throws -> [Value] {
            try await store.distinctValues(of: field, in: collection, matching: filter, limit: limit)
        }

        func groups(
            by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
        ) async throws -> [RecordGroup] {
            try await store.groups(by: field, in: collection, matching: filter, limit: limit)
        }
    }

    private static func store(of count: Int, bytes: Int) async throws -> MemoryStore {
        let store = MemoryStore()
        let text = Value.string(String(repeating: "a", count: bytes))
        try await store.insert((0..<count).map { ["_id": .int(Int64($0)), "text": text] }, into: .artifacts)
        return store
    }

    private static func answer(
        _ store: any RecordReader, _ room: AnswerRoom, limit: Int
    ) async throws -> (Response, AnswerPlace) {
        let place = AnswerPlace(in: room)
        let request = Request(
            head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/"),
            body: RequestBody(buffer: ByteBuffer()))
        let response = try await AnswerPlace.$current.withValue(place) {
            try await RecordAnswer(
                store: store, collection: .artifacts, listName: "artifacts", largestAnswer: 32 * 1_024 * 1_024
            ).response(to: Query(limit: limit), for: request)
        }
        return (try room.hold(response, to: request, in: place), place)
    }

    @Test(.timeLimit(.minutes(5))) func `an answer for which there is no room is refused before it is made`()
        async throws
    {
        let store = CountingReader(try await Self.store(of: 20, bytes: 500_000))
        let room = AnswerRoom(most: 12_000_000)
        let (held, place) = try await Self.answer(store, room, limit: 20)
        let size = try #require(held.body.contentLength)
        #expect(size > 10_000_000)
        #expect(room.waiting == size)
        let before = store.bytes
        await #expect {
            _ = try await Self.answer(store, room, limit: 20)
        } throws: {
            ($0 as? RequestRefusal)?.reason == .tooManyAnswers
        }
        #expect(store.bytes - before < 2_500_000)
        #expect(room.waiting == size)
        _ = (held, place)
    }

    @Test(.timeLimit(.minutes(5))) func `large answers come whole, few are made at a time, small ones wait for none`()
        async throws
    {
        let store = try await Self.store(of: 20, bytes: 300_000)
        let room = AnswerRoom(most: 1_000_000_000)
        let turns = [try await room.makers.take(), try await room.makers.take()]
        let large = Task { try await Self.answer(store, room, limit: 20).0.body.contentLength ?? 0 }
        while room.makers.waitingCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
        // The first page of it, and room for the rest.
        #expect((5_500_000...7_500_000).contains(room.waiting))
        #expect(try await Self.answer(store, room, limit: 2).0.body.contentLength ?? 0 > 600_000)
        #expect(room.makers.waitingCount == 1)
        withExtendedLifetime(turns) {}
        _ = consume turns
        #expect(try await large.value > 6_000_000)
    }

    @Test func `who gives up waiting for a turn is let go, and the next one has it`() async throws {
        let turns = Turns(most: 1)
        var first: Turns.Turn? = try await turns.take()
        let second = Task { try await turns.take() }
        while turns.waitingCount < 1 { try await Task.sleep(for: .milliseconds(2)) }
        let third = Task { try await turns.take() }
        while turns.waitingCount < 2 { try await Task.sleep(for: .milliseconds(2)) }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(turns.waitingCount == 1)
        withExtendedLifetime(first) {}
        first = nil
        _ = try await third.value
        #expect(turns.waitingCount == 0)
    }
}
