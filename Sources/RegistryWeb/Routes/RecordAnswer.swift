import Hummingbird
import NIOCore
import RegistryCore

/// A page of records as one answer of JSON that stays within a number of bytes.
///
/// The records are asked for a few at a time, each is written as it comes, and none is held longer.
struct RecordAnswer {
    /// The most records of one answer: 1,000.
    static let mostRecords = 1_000

    /// The most records the store is asked for at a time: as many as a page has that does not say.
    private static let mostAtATime = 50

    let store: any RecordReader
    let collection: CollectionName
    /// The name of the list in the answer.
    let listName: String
    /// About how many bytes the answer may have. The record that goes beyond is the last; one is always given.
    let largestAnswer: Int

    /// The records of a query, and in `next` the cursor behind the last one given, or `null`.
    ///
    /// - Parameter told: what of a record is told.
    func response(
        to query: Query, for request: Request, told: (Document) -> Document = { $0 }
    ) async throws -> Response {
        var text = ByteBuffer(string: "{\(Value.string(listName).json()):[")
        var count = 0
        var largest = 1
        var rest = query
        repeat {
            let room = max(1, (largestAnswer - text.writerIndex) / largest)
            rest.limit = min(query.limit - count, count == 0 ? Self.mostAtATime : min(Self.mostAtATime, room))
            let page = try await store.find(in: collection, rest)
            rest.cursor = page.next
            for (index, record) in page.elements.enumerated() {
                let start = text.writerIndex
                if count > 0 { text.writeString(",") }
                text.writeBytes(told(record).jsonBytes())
                count += 1
                largest = max(largest, text.writerIndex - start)
                if text.writerIndex >= largestAnswer, index < page.elements.count - 1 {
                    rest.cursor = PageCursor(behind: record, of: query, in: collection)
                    break
                }
            }
        } while rest.cursor != nil && count < query.limit && text.writerIndex < largestAnswer
        text.writeString("],\"next\":\(Value(cursor: rest.cursor).json())}\n")
        return Response(tagged: text, type: .json, for: request)
    }
}

extension Value {
    fileprivate init(cursor: PageCursor?) { self = cursor.map { .string($0.description) } ?? .null }
}
