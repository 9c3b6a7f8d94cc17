import CZlib
import NIOCore
import RegistryCore

/// Bytes on their way through gzip, a piece at a time. It is under `Bridge/` because zlib keeps a pointer to its state,
/// which therefore stays in one place.
final class GzipStream {
    /// The most bytes that are taken at a time: 64 KiB. What comes of them is hardly more, so little is in memory at once.
    static let portion = 64 * 1_024
    /// From 1, the quickest, to 9, the smallest. At 4 JSON takes 8 percent more than at 6, and half of the time.
    private static let level: Int32 = 4
    /// A window of 32 KiB, and 16 for the head and the end that gzip has around DEFLATE.
    private static let windowBits: Int32 = 15 + 16
    private static let memoryLevel: Int32 = 8

    private let stream: UnsafeMutablePointer<z_stream>

    /// - Throws: ``RegistryError`` with `unavailable` when there is no memory for it.
    init() throws(RegistryError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = deflateInit2_(
            stream, Self.level, Z_DEFLATED, Self.windowBits, Self.memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            throw RegistryError(.unavailable, "There is no memory to compress the answer.")
        }
        self.stream = stream
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Takes at most ``portion`` bytes and returns what has come of all so far; of the end, when these are the last.
    ///
    /// - Throws: ``RegistryError`` with `internalFailure` when zlib refuses, which only a fault of this program makes it do.
    func compressed(_ input: ByteBuffer, isLast: Bool) throws(RegistryError) -> ByteBuffer {
        var output = ByteBuffer()
        let bound = Int(deflateBound(stream, uLong(input.readableBytes))) + 64
        // Bytes that zlib holds back from earlier portions may come now, too.
        var (code, isFull) = (Z_OK, true)
        var taken = 0
        while isFull, code == Z_OK {
            output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { space in
                input.withUnsafeReadableBytes { bytes in
                    // zlib reads its input only, though its declaration does not say so.
                    stream.pointee.next_in = UnsafeMutablePointer(
                        mutating: bytes.baseAddress?.advanced(by: taken).assumingMemoryBound(to: Bytef.self))
                    stream.pointee.avail_in = uInt(bytes.count - taken)
                    stream.pointee.next_out = space.baseAddress?.assumingMemoryBound(to: Bytef.self)
                    stream.pointee.avail_out = uInt(space.count)
                    code = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    taken = bytes.count - Int(stream.pointee.avail_in)
                    isFull = stream.pointee.avail_out == 0
                    return space.count - Int(stream.pointee.avail_out)
                }
            }
        }
        // Nothing to take and nothing to give is said as Z_BUF_ERROR, and is none.
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR, !isLast || code == Z_STREAM_END else {
            throw RegistryError(.internalFailure, "The answer could not be compressed (\(code)).")
        }
        return output
    }
}

@available(*, unavailable)
extension GzipStream: Sendable {}
