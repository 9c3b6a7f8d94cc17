import HTTPTypes
import HummingbirdCore
import NIOCore

/// Sends content in portions, each when there is room for it on the connection.
///
/// Hummingbird's writers take everything until the connection's loop has had the time to say that it is full: whoever makes
/// content faster than that, such as by reading a file, would have all of it in memory.
struct PortionWriter: ResponseBodyWriter {
    /// The most bytes of a portion: 64 KiB.
    static let portion = 64 * 1_024

    private var next: any ResponseBodyWriter
    private let loop: any EventLoop

    /// - Parameter loop: that of the connection.
    init(before next: any ResponseBodyWriter, on loop: any EventLoop) {
        self.next = next
        self.loop = loop
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        var rest = buffer
        while let portion = rest.readSlice(length: min(Self.portion, rest.readableBytes)), portion.readableBytes > 0 {
            try await next.write(portion)
            // When the loop comes to this, it has the portion, and the next one waits if that was enough.
            try await loop.submit {}.get()
        }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { try await next.finish(trailingHeaders) }
}

extension Response {
    /// Makes its content wait for the client, when there is more of it than a portion.
    mutating func pace(on loop: any EventLoop) {
        let size = body.contentLength
        guard size.map({ $0 > PortionWriter.portion }) ?? true else { return }
        let body = body
        self.body = ResponseBody(contentLength: size) { writer in
            try await body.write(PortionWriter(before: writer, on: loop))
        }
    }
}
