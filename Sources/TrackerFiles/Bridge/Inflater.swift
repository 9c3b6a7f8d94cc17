import CZlib

/// Bytes on their way out of DEFLATE, a piece at a time. It is under `Bridge/` because zlib keeps a pointer to its state, which
/// therefore stays in one place.
final class Inflater {
    /// The bytes contradict each other.
    struct Fault: Error {}

    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the end has come; nothing follows.
    private(set) var isAtEnd = false

    /// - Throws: ``Fault`` when there is no memory for it.
    init() throws(Fault) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A negative window is DEFLATE alone, without a head and an end.
        guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            throw Fault()
        }
        self.stream = stream
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes as much of `input` as fits into `output[index...]`.
    ///
    /// - Returns: how many bytes were taken and how many were given.
    func inflate(
        _ input: ArraySlice<UInt8>, into output: inout [UInt8], from index: Int
    ) throws(Fault) -> (taken: Int, given: Int) {
        precondition(index >= 0 && index <= output.count, "inflating is into the buffer")
        var code = Z_OK
        let (taken, given) = input.withUnsafeBytes { input in
            output.withUnsafeMutableBytes { output -> (Int, Int) in
                // zlib reads its input only, though its declaration does not say so.
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: input.baseAddress?.assumingMemoryBound(to: Bytef.self))
                let inputCount = min(input.count, 1 << 30)
                let room = min(output.count - index, 1 << 30)
                stream.pointee.avail_in = uInt(inputCount)
                stream.pointee.next_out = output.baseAddress?.advanced(by: index).assumingMemoryBound(to: Bytef.self)
                stream.pointee.avail_out = uInt(room)
                code = CZlib.inflate(stream, Z_NO_FLUSH)
                return (inputCount - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out))
            }
        }
        // Nothing to take and nothing to give is said as Z_BUF_ERROR, and is none.
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Fault() }
        isAtEnd = code == Z_STREAM_END
        return (taken, given)
    }
}
