import HTTPTypes
import HummingbirdCore
import NIOCore

/// Compresses an answer's content on its way to the client.
struct GzipWriter: ResponseBodyWriter {
    private var next: any ResponseBodyWriter
    private let stream: GzipStream

    init(before next: any ResponseBodyWriter, through stream: GzipStream) {
        self.next = next
        self.stream = stream
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        var rest = buffer
        while let portion = rest.readSlice(length: min(GzipStream.portion, rest.readableBytes)),
            portion.readableBytes > 0
        {
            let compressed = try stream.compressed(portion, isLast: false)
            if compressed.readableBytes > 0 { try await next.write(compressed) }
        }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        let end = try stream.compressed(ByteBuffer(), isLast: true)
        try await next.write(end)
        try await next.finish(trailingHeaders)
    }
}
