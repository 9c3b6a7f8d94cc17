import NIOCore

/// The bytes of a request piece by piece, as the connection takes them. As a whole they would be copied, and the copy would stay beside
/// them until the last one is sent.
struct RequestPieces: AsyncSequence, Sendable {
    /// So many bytes have one piece but the last: more are copied at once, fewer are asked for more often.
    static let size = 1 << 20

    let bytes: [UInt8]

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var rest: ArraySlice<UInt8>

        mutating func next() async -> ByteBuffer? { nextBytes().map { ByteBuffer(bytes: $0) } }

        /// The next piece before it is copied; `nil` at the end.
        mutating func nextBytes() -> ArraySlice<UInt8>? {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(RequestPieces.size) }
            return rest.prefix(RequestPieces.size)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: bytes[...]) }
}
