import Testing

@testable import FileStorage

@Suite("A request's bytes in pieces")
struct RequestPiecesTests {
    @Test func `are its bytes in order, and none is larger than said`() {
        for count in [0, 1, RequestPieces.size, RequestPieces.size + 1, 3 * RequestPieces.size] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 20) }
            var (all, sizes): ([UInt8], [Int]) = ([], [])
            var pieces = RequestPieces(bytes: bytes).makeAsyncIterator()
            while let piece = pieces.nextBytes() {
                all += piece
                sizes.append(piece.count)
            }
            #expect(all == bytes && sizes.allSatisfy { (1...RequestPieces.size).contains($0) })
        }
    }
}
