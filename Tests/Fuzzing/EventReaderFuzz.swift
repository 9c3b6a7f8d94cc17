// What libFuzzer feeds to the event reader. scripts/fuzz.sh compiles it with EventFiles' sources into one program; no
// target of Package.swift holds it.

/// Bytes that stand for a file.
private final class FuzzedFile: RecordSource {
    private let content: [UInt8]

    init(_ content: [UInt8]) { self.content = content }

    func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        let count = max(0, min(bytes.count - index, content.count - offset))
        guard count > 0 else { return 0 }
        bytes.replaceSubrange(index..<(index + count), with: content[offset..<(offset + count)])
        return count
    }
}

/// Reads a file as an importer would. Bytes that are read in two ways must mean the same.
private func read(_ content: [UInt8]) {
    var limits = ReadingLimits()
    limits.recordLength = 1 << 20
    limits.batchScalarCount = 64
    var reader = BatchReader(limits: limits)
    var tags = TagTable()
    let file = FuzzedFile(content)
    var outcome = BatchReader.Outcome.full
    while outcome == .full {
        var builder = BatchBuilder(file: "fuzz", limits: limits)
        guard let next = try? reader.fill(&builder, from: file, &tags) else { return }
        outcome = next
        let batch = builder.batch(run: ".", tags: tags.tags, endOffset: reader.offset)
        for scalar in batch.scalars { precondition(batch.tags.indices.contains(scalar.tag), "a scalar has a tag") }
        for value in batch.values { precondition(batch.tags.indices.contains(value.tag), "a value has a tag") }
        precondition(batch.endOffset >= 0, "a file is read forwards")
    }
}

/// What is read, written and read again is the same.
private func roundTrip(_ data: [UInt8]) {
    guard let event = try? EventDecoder.decode(data) else { return }
    let bytes = EventEncoder.encode(event)
    guard let again = try? EventDecoder.decode(bytes) else { preconditionFailure("what was written is not read") }
    // As bytes: NaN is not equal to itself.
    precondition(EventEncoder.encode(again) == bytes, "what was written reads back as something else")
}

/// The first byte says what the others are: a file, one event, or events in intact frames, which the fuzzer would hardly
/// ever find checksums for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let kind = input.first else { return 0 }
    let data = Array(input.dropFirst())
    switch kind % 3 {
    case 0: read(data)
    case 1: roundTrip(data)
    default:
        // Each event's length stands in front of it.
        var file: [UInt8] = []
        var rest = data[...]
        while let length = rest.popFirst() {
            let event = rest.prefix(Int(length))
            rest = rest.dropFirst(event.count)
            RecordFraming.append(to: &file) { $0 += event }
        }
        read(file)
        RecordFraming.append(to: &file) { $0 += data }
        read(file)
    }
    return 0
}
