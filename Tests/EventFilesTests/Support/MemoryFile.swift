@testable import EventFiles

/// Bytes that stand for a file.
final class MemoryFile: RecordSource {
    private let content: [UInt8]

    init(_ content: [UInt8]) { self.content = content }

    func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        let count = max(0, min(bytes.count - index, content.count - offset))
        guard count > 0 else { return 0 }
        bytes.replaceSubrange(index..<(index + count), with: content[offset..<(offset + count)])
        return count
    }
}
