/// A file that ends at a given place, whatever is behind it.
final class BoundedSource: RecordSource {
    private let source: any RecordSource
    private let end: Int

    init(_ source: any RecordSource, end: Int) {
        self.source = source
        self.end = end
    }

    func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        guard offset < end else { return 0 }
        return min(end - offset, try source.read(into: &bytes, from: index, at: offset))
    }
}
