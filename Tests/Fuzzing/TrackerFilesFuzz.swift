// What libFuzzer feeds to the readers of other trackers' files. scripts/fuzz.sh compiles it with EventFiles and TrackerFiles into one
// program; no target of Package.swift holds it.

import EventFiles

/// The bytes that stand for a file.
private final class InputSource: RecordSource {
    let content: [UInt8]

    init(_ content: [UInt8]) { self.content = content }

    func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        guard offset < content.count, index < bytes.count else { return 0 }
        let count = min(content.count - offset, bytes.count - index)
        bytes.replaceSubrange(index..<(index + count), with: content[offset..<(offset + count)])
        return count
    }
}

/// The checksums of parts, which the fuzzer would hardly ever find, are made right; so far as the lengths are.
private func withRightChecksums(_ bytes: [UInt8]) -> [UInt8] {
    var file = bytes
    var at = BlockFormat.headerLength
    while at + BlockFormat.headerLength <= file.count {
        let left = BlockFormat.blockLength - at % BlockFormat.blockLength
        guard left >= BlockFormat.headerLength else {
            at += left
            continue
        }
        let length = Int(file[at + 4]) | Int(file[at + 5]) << 8
        let end = at + BlockFormat.headerLength + length
        guard length <= left - BlockFormat.headerLength, end <= file.count else { break }
        let sum = ZlibChecksum.crc32(file[(at + 6)..<end])
        for index in 0..<4 { file[at + index] = UInt8(truncatingIfNeeded: sum >> UInt32(index * 8)) }
        at = end
    }
    return file
}

private func readBlocks(_ bytes: [UInt8], _ format: BlockFormat) {
    guard let reader = try? BlockReader(InputSource(bytes), format: format, longestRecord: 1 << 20) else { return }
    var count = 0
    while let piece = try? reader.next() {
        count += 1
        precondition(count <= bytes.count, "a reader comes to the end")
        guard case .record(let record, _) = piece else { continue }
        _ = try? SwanLabRecordDecoder.decode(record)
        guard let decoded = try? WandBRecordDecoder.decode(record) else { continue }
        // What was read is written and read again as the same, numbers apart that are NaN in a typed value.
        if case .history(let items, _) = decoded,
            items.contains(where: { if case .json = $0.value { false } else { true } })
        {
            continue
        }
        _ = try? WandBRecordDecoder.decode(WandBRecordEncoder.encode(decoded, number: 1))
    }
}

/// A file: read as blocks of records of both kinds, and as rows.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    for format in [BlockFormat.wandb, .swanLab] {
        readBlocks(input, format)
        let whole = format.header + input.dropFirst(min(input.count, BlockFormat.headerLength))
        readBlocks(withRightChecksums(whole), format)
    }
    _ = try? WandBRecordDecoder.decode(input)
    let rows = CSVRowReader(LineReader(InputSource(input), longestLine: 1_000))
    var rowCount = 0
    while (try? rows.next()) ?? nil != nil {
        rowCount += 1
        precondition(rowCount <= input.count + 1, "a reader comes to the end")
    }
    return 0
}
