import NIOPosix
import RegistryCore

/// The bytes of a file as they come, a piece at a time: whoever reads slowly is waited for.
///
/// It can be gone through once.
public struct FileChunks: AsyncSequence, Sendable {
    /// A piece, never empty.
    public typealias Element = [UInt8]

    private let nextChunk: @Sendable () async throws -> [UInt8]?

    /// Chunks from a function that gives the next piece, and `nil` after the last.
    public init(_ nextChunk: @escaping @Sendable () async throws -> [UInt8]?) { self.nextChunk = nextChunk }

    /// The bytes that are here already, in pieces.
    public init(_ bytes: [UInt8], chunkSize: Int = 1 << 18) {
        let position = Position()
        let size = Swift.max(1, chunkSize)
        self.init {
            let start = await position.advance(by: size)
            return start < bytes.count ? Array(bytes[start..<Swift.min(start + size, bytes.count)]) : nil
        }
    }

    /// The bytes of a file on this machine.
    ///
    /// - Throws: ``RegistryCore/RegistryError`` with `notFound` or `accessDenied` when it cannot be opened.
    public init(fileAt path: String, chunkSize: Int = 1 << 18) async throws {
        let file = try await DiskWork.run { () throws(SystemFailure) in try DiskFile(path, .read) }
        let position = Position()
        let size = Swift.max(1, chunkSize)
        self.init {
            let start = await position.advance(by: size)
            let bytes = try await DiskWork.run { () throws(SystemFailure) in try file.read(size, at: start) }
            return bytes.isEmpty ? nil : bytes
        }
    }

    /// Goes through it.
    public func makeAsyncIterator() -> Iterator { Iterator(nextChunk: nextChunk) }

    /// Where somebody who goes through it is.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        fileprivate let nextChunk: @Sendable () async throws -> [UInt8]?

        /// The next piece.
        public mutating func next() async throws -> [UInt8]? {
            while let chunk = try await nextChunk() {
                if !chunk.isEmpty { return chunk }
            }
            return nil
        }
    }

    /// All bytes in one piece.
    ///
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` when there are more than said.
    public func collect(atMost limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in self {
            guard bytes.count + chunk.count <= limit else {
                throw RegistryError(
                    .invalidArgument,
                    "The file has more than \(limit) bytes; read it in pieces (readChunks) or allow more (atMost:).")
            }
            bytes += chunk
        }
        return bytes
    }

    private actor Position {
        private var offset = 0

        func advance(by count: Int) -> Int {
            defer { offset += count }
            return offset
        }
    }
}
