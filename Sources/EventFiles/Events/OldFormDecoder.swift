/// Protocol buffer bytes to images, histograms and sounds in fields of their own.
enum OldFormDecoder {
    static func image(
        _ outer: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> OldImage {
        var reader = ProtobufReader(outer.bytes, in: range)
        var image = OldImage(height: 0, width: 0, colorSpace: 0, encoded: [])
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .varint(let bits)): image.height = Int64(bitPattern: bits)
            case (2, .varint(let bits)): image.width = Int64(bitPattern: bits)
            case (3, .varint(let bits)): image.colorSpace = Int64(bitPattern: bits)
            case (4, .bytes(let range)): image.encoded = Array(reader.bytes[range])
            default: break
            }
        }
        return image
    }

    static func audio(
        _ outer: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> OldAudio {
        var reader = ProtobufReader(outer.bytes, in: range)
        var audio = OldAudio(sampleRate: 0, channelCount: 0, frameCount: 0, encoded: [], contentType: "")
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .fixed32(let bits)): audio.sampleRate = Float(bitPattern: bits)
            case (2, .varint(let bits)): audio.channelCount = Int64(bitPattern: bits)
            case (3, .varint(let bits)): audio.frameCount = Int64(bitPattern: bits)
            case (4, .bytes(let range)): audio.encoded = Array(reader.bytes[range])
            case (5, .bytes(let range)): audio.contentType = try reader.text(range)
            default: break
            }
        }
        return audio
    }

    static func histogram(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> OldHistogram {
        var reader = ProtobufReader(outer.bytes, in: range)
        var histogram = OldHistogram(
            minimum: 0, maximum: 0, count: 0, sum: 0, sumOfSquares: 0, rightEdges: [], counts: [])
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .fixed64(let bits)): histogram.minimum = Double(bitPattern: bits)
            case (2, .fixed64(let bits)): histogram.maximum = Double(bitPattern: bits)
            case (3, .fixed64(let bits)): histogram.count = Double(bitPattern: bits)
            case (4, .fixed64(let bits)): histogram.sum = Double(bitPattern: bits)
            case (5, .fixed64(let bits)): histogram.sumOfSquares = Double(bitPattern: bits)
            case (6, .fixed64(let bits)):
                try budget.spendNumbers()
                histogram.rightEdges.append(Double(bitPattern: bits))
            case (6, .bytes(let range)): histogram.rightEdges += try reader.packedDoubles(range, &budget)
            case (7, .fixed64(let bits)):
                try budget.spendNumbers()
                histogram.counts.append(Double(bitPattern: bits))
            case (7, .bytes(let range)): histogram.counts += try reader.packedDoubles(range, &budget)
            default: break
            }
        }
        return histogram
    }
}
