import Hummingbird
import NIOCore
import RegistryCore

/// A page of records as one answer of JSON that stays within a number of bytes.
///
/// The records are asked for a few at a time, each is written as it comes, and none is held longer. An answer that turns out
/// to be large takes its room before it is made, see ``AnswerPlace``.
struct RecordAnswer {
    /// The most records of one answer: 1,000.
    static let mostRecords = 1_000

    /// The most records the store is asked for at a time: as many as a page has that does not say.
    private static let mostAtATime = 50

    /// About how many bytes of records are read at a time for a large answer: 4 MiB.
    private static let largestPart = 4 * 1_024 * 1_024

    let store: any RecordReader
    let collection: CollectionName
    /// The name of the list in the answer.
    let listName: String
    /// About how many bytes the answer may have. The record that goes beyond is the last; one is always given.
    let largestAnswer: Int

    /// The records of a query, and in `next` the cursor behind the last one given, or `null`.
    ///
    /// - Parameter tell: Writes what of a record is told. Default: all of it.
    func response(
        to query: Query, for request: Request,
        tell: (EncodedDocument, inout JSONWriter) throws -> Void = { try $0.write(to: &$1) }
    ) async throws -> Response {
        var text = JSONWriter(capacity: 16_384)
        text.append("{")
        text.write(.string(listName))
        text.append(":[")
        var count = 0
        var largest = 1
        var rest = query
        var turn: Turns.Turn?
        repeat {
            let room = max(1, (largestAnswer - text.count) / largest)
            rest.limit = min(query.limit - count, count == 0 ? Self.mostAtATime : min(Self.mostAtATime, room))
            // Nobody knows how large the records are before the first have come.
            rest.mostBytes = turn == nil ? AnswerRoom.large : Self.largestPart
            let page = try await store.findEncoded(in: collection, rest)
            rest.cursor = page.next
            for (index, record) in page.elements.enumerated() {
                // Nobody waits any longer for an answer whose time is over.
                try Task.checkCancellation()
                let start = text.count
                if count > 0 { text.append(",") }
                try tell(record, &text)
                count += 1
                largest = max(largest, text.count - start)
                if text.count >= largestAnswer, index < page.elements.count - 1 {
                    rest.cursor = PageCursor(behind: try record.document(), of: query, in: collection)
                    break
                }
            }
            let goesOn = rest.cursor != nil && count < query.limit && text.count < largestAnswer
            if text.count >= AnswerRoom.large, goesOn || turn != nil, let place = AnswerPlace.current {
                let expected = goesOn ? expectedSize(having: text.count, of: count, in: query.limit) : text.count
                if turn == nil { turn = try await place.begin(expected) } else { try place.take(expected) }
            }
        } while rest.cursor != nil && count < query.limit && text.count < largestAnswer
        defer { withExtendedLifetime(turn) {} }
        text.append("],\"next\":")
        text.write(Value(cursor: rest.cursor))
        text.append("}\n")
        return Response(tagged: text.withBytes { ByteBuffer(bytes: $0) }, type: .json, for: request)
    }

    /// How large an answer will be, if the records that follow are like those that it has.
    private func expectedSize(having size: Int, of count: Int, in limit: Int) -> Int {
        let all = Double(size) / Double(max(count, 1)) * Double(limit)
        return max(size, all < Double(largestAnswer) ? Int(all) : largestAnswer)
    }
}

extension Value {
    fileprivate init(cursor: PageCursor?) { self = cursor.map { .string($0.description) } ?? .null }
}
