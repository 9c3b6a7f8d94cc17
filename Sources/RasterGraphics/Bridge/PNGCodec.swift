import CPNG

/// The door to libpng: arrays in, arrays out. Pointers live only inside these two calls.
enum PNGCodec {
    static func encode(
        _ pixels: PackedPixels, width: Int, height: Int, compression: RowCompression, texts: [PNGText]
    ) throws(RasterError) -> [UInt8] {
        precondition(pixels.bytes.count == width * height * pixels.bytesPerPixel, "rows have no gaps")
        var message = [CChar](repeating: 0, count: Int(CPNG_MESSAGE_SIZE))
        var buffer = cpng_buffer(bytes: nil, count: 0)
        // One block of text bytes, and where each string begins in it: the C side gets pointers into the block.
        var block: [CChar] = []
        let offsets = texts.map { text in
            let key = block.count
            block.append(contentsOf: text.key.utf8CString)
            let value = block.count
            block.append(contentsOf: text.value.utf8CString)
            return (key: key, value: value)
        }
        let settings = cpng_compression(
            filter: Int32(compression.filter.rawValue), level: Int32(compression.level),
            only_runs: compression.onlyRuns ? 1 : 0, repeats_pixels: compression.repeatsPixels ? 1 : 0)
        let result = block.withUnsafeBufferPointer { text in
            let pairs = offsets.compactMap { offset in
                text.baseAddress.map { cpng_text(key: $0 + offset.key, value: $0 + offset.value) }
            }
            return cpng_encode(
                pixels.bytes, UInt32(width), UInt32(height), Int32(pixels.channels), pixels.palette,
                Int32(pixels.palette.count / 4), settings, pairs, Int32(pairs.count), &buffer, &message)
        }
        guard Int(result) == CPNG_OK else { throw error(result, message, verb: "encode") }
        return take(buffer)
    }

    static func decode(_ bytes: [UInt8], maximumSide: Int, maximumPixels: Int) throws(RasterError) -> Pixmap {
        var message = [CChar](repeating: 0, count: Int(CPNG_MESSAGE_SIZE))
        var buffer = cpng_buffer(bytes: nil, count: 0)
        var width: UInt32 = 0
        var height: UInt32 = 0
        let result = cpng_decode(
            bytes, bytes.count, UInt32(maximumSide), UInt64(maximumPixels), &width, &height, &buffer, &message)
        if Int(result) == CPNG_TOO_LARGE {
            throw RasterError(
                .tooLarge,
                "the PNG declares \(width)×\(height) pixels; accepted are sides of \(maximumSide) and \(maximumPixels) pixels"
            )
        }
        guard Int(result) == CPNG_OK else { throw error(result, message, verb: "decode") }
        return try Pixmap(width: Int(width), height: Int(height), rgba: take(buffer))
    }

    private static func take(_ buffer: cpng_buffer) -> [UInt8] {
        defer { cpng_release(buffer) }
        return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }

    private static func error(_ result: Int32, _ message: [CChar], verb: String) -> RasterError {
        let text = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return Int(result) == CPNG_OUT_OF_MEMORY
            ? RasterError(.outOfMemory, "cannot \(verb) the PNG: \(text)")
            : RasterError(.corruptData, "cannot \(verb) the PNG: \(text)")
    }
}
