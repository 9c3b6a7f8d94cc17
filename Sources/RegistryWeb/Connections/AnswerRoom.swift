import Hummingbird
import Synchronization

/// The bytes of large answers that are being made, and of those that clients have not taken yet: those who ask for much, or
/// read slowly, must not fill the memory.
final class AnswerRoom: Sendable {
    /// What is smaller is not counted: 64 KiB, about as much as every connection may hold anyway.
    static let smallest = 64 * 1_024

    /// An answer of more bytes is a large one, and made when its turn comes: 1 MiB.
    static let large = 1_024 * 1_024

    /// How many large answers are made at a time: each takes its own size several times over while it is made.
    static let mostMakers = 2

    private let most: Int
    private let taken = Mutex(0)
    /// The turns of those who make large answers.
    let makers = Turns(most: mostMakers)

    /// - Parameter most: how many bytes may wait.
    init(most: Int) { self.most = most }

    /// How many bytes wait now.
    var waiting: Int { taken.withLock { $0 } }

    /// Changes what one answer has; `false` when there is no room. An answer that is alone always has room.
    func exchange(_ old: Int, for new: Int) -> Bool {
        taken.withLock { taken in
            guard new <= old || taken == old || taken - old + new <= most else { return false }
            taken += new - old
            return true
        }
    }

    /// Gives back what an answer had.
    func give(_ size: Int) { taken.withLock { $0 -= size } }

    /// The answer, which keeps its place until it was taken.
    ///
    /// An answer that is alone always has a place. Files, which are read while they are sent, need none.
    ///
    /// - Parameter place: what the answer took while it was made.
    /// - Throws: ``RequestRefusal`` with `tooManyAnswers` when too much waits already.
    func hold(
        _ response: Response, to request: Request, in place: AnswerPlace? = nil
    ) throws(RequestRefusal) -> Response {
        let place = place ?? AnswerPlace(in: self)
        guard request.method != .head, !place.isStreamed, let size = response.body.contentLength, size >= Self.smallest
        else {
            try place.take(0)
            return response
        }
        try place.take(size)
        let body = response.body
        var response = response
        response.body = ResponseBody(contentLength: size) { writer in
            defer { withExtendedLifetime(place) {} }
            try await body.write(writer)
        }
        return response
    }
}
