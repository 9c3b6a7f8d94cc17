import Hummingbird
import NIOCore

/// The writer of an answer's body, for a task other than the one that was given it.
///
/// `@unchecked Sendable`: Hummingbird's writers are not declared safe to hand over. One task writes, while the one that has
/// the writer waits for it.
final class ResponseOutput: @unchecked Sendable {
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) { self.writer = writer }

    /// Writes text, when there is room for it on the connection.
    ///
    /// - Throws: what the connection throws; `CancellationError` when the task is cancelled while there is no room.
    func write(_ text: String) async throws { try await writer.write(ByteBuffer(string: text)) }
}
