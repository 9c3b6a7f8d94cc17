import Hummingbird
import Synchronization

/// The bytes of large answers that clients have not taken yet: those who ask for much and read slowly must not fill the memory.
final class AnswerRoom: Sendable {
    /// What is smaller is not counted: 64 KiB, about as much as every connection may hold anyway.
    static let smallest = 64 * 1_024

    /// The room of one answer; given back when nobody holds it any more.
    private final class Place: Sendable {
        let room: AnswerRoom
        let size: Int

        init(_ room: AnswerRoom, size: Int) {
            self.room = room
            self.size = size
        }

        deinit { room.taken.withLock { $0 -= size } }
    }

    private let most: Int
    private let taken = Mutex(0)

    /// - Parameter most: how many bytes may wait.
    init(most: Int) { self.most = most }

    /// How many bytes wait now.
    var waiting: Int { taken.withLock { $0 } }

    /// The answer, which keeps its place until it was taken.
    ///
    /// An answer that is alone always has a place. Files, which are read while they are sent, need none.
    ///
    /// - Throws: ``RequestRefusal`` with `tooManyAnswers` when too much waits already.
    func hold(_ response: Response, to request: Request) throws(RequestRefusal) -> Response {
        guard request.method != .head, response.headers[.acceptRanges] == nil,
            let size = response.body.contentLength, size >= Self.smallest
        else { return response }
        let isFree = taken.withLock { taken in
            guard taken == 0 || taken + size <= most else { return false }
            taken += size
            return true
        }
        guard isFree else {
            throw RequestRefusal(
                .tooManyAnswers, "Too many large answers wait for clients that read slowly. Try again in a while.",
                fields: [.retryAfter: "10"])
        }
        let place = Place(self, size: size)
        let body = response.body
        var response = response
        response.body = ResponseBody(contentLength: size) { writer in
            defer { withExtendedLifetime(place) {} }
            try await body.write(writer)
        }
        return response
    }
}
