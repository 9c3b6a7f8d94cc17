import CZlib

/// Bytes on their way into DEFLATE, a piece at a time. It is under `Bridge/` because zlib keeps a pointer to its state, which
/// therefore stays in one place.
final class Deflater {
    /// There is no memory for it.
    struct Fault: Error {}

    private static let chunkLength = 64 << 10
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Throws: ``Fault`` when there is no memory for it.
    init() throws(Fault) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A negative window is DEFLATE alone, without a head and an end; 8 is zlib's own default for memory.
        let code = deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            throw Fault()
        }
        self.stream = stream
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Takes all of `input`, at most 1 GiB, and gives what becomes of it so far; with `isLast` everything.
    func deflate(_ input: ArraySlice<UInt8>, isLast: Bool) throws(Fault) -> [UInt8] {
        precondition(input.count <= 1 << 30, "bytes are deflated a piece at a time")
        var result: [UInt8] = []
        var output = [UInt8](repeating: 0, count: Self.chunkLength)
        var code = Z_OK
        input.withUnsafeBytes { input in
            // zlib reads its input only, though its declaration does not say so.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: Bytef.self))
            stream.pointee.avail_in = uInt(input.count)
            while true {
                let given = output.withUnsafeMutableBytes { output -> Int in
                    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
                    stream.pointee.avail_out = uInt(output.count)
                    code = CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    return output.count - Int(stream.pointee.avail_out)
                }
                result += output[..<given]
                // Room that is left says that nothing more is to come.
                if code == Z_STREAM_ERROR || given < output.count { break }
            }
            stream.pointee.next_in = nil
        }
        guard code != Z_STREAM_ERROR else { throw Fault() }
        return result
    }
}
