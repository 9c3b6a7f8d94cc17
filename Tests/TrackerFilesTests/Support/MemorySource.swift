import EventFiles

/// Bytes that stand for a file.
final class MemorySource: RecordSource {
    private let content: [UInt8]

    init(_ content: [UInt8]) { self.content = content }

    func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        guard offset < content.count, index < bytes.count else { return 0 }
        let count = min(content.count - offset, bytes.count - index)
        bytes.replaceSubrange(index..<(index + count), with: content[offset..<(offset + count)])
        return count
    }
}
