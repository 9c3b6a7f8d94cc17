import AsyncHTTPClient
import NIOCore
import Synchronization

/// The body of an answer, a piece at a time.
///
/// `@unchecked`: the iterator is not `Sendable`. `isReading` lets one caller at a time to it, and refuses a second.
final class ResponseBody: @unchecked Sendable {
    private var iterator: HTTPClientResponse.Body.AsyncIterator
    private let isReading = Atomic(false)

    init(_ body: HTTPClientResponse.Body) { iterator = body.makeAsyncIterator() }

    /// The next piece; `nil` at the end.
    ///
    /// - Throws: ``TransportFailure``.
    func next() async throws -> [UInt8]? {
        guard !isReading.exchange(true, ordering: .acquiringAndReleasing) else {
            throw TransportFailure(.brokenConnection)
        }
        defer { isReading.store(false, ordering: .releasing) }
        do {
            return try await iterator.next().map { Array($0.readableBytesView) }
        } catch {
            throw StorageHTTP.failure(error)
        }
    }
}
