/// Reads an open file a piece at a time.
actor LocalFileReader {
    private let file: DiskFile
    private var range: Range<Int64>

    init(_ file: DiskFile, range: Range<Int64>) {
        self.file = file
        self.range = range
    }

    /// The next piece; `nil` at the end.
    func next() async throws -> [UInt8]? {
        guard !range.isEmpty else { return nil }
        try Task.checkCancellation()
        let start = range.lowerBound
        let count = Int(min(1 << 18, Int64(range.count)))
        let bytes = try await DiskWork.run { [file] in try file.read(count, at: Int(start)) }
        range = bytes.isEmpty ? range.upperBound..<range.upperBound : start + Int64(bytes.count)..<range.upperBound
        return bytes.isEmpty ? nil : bytes
    }
}
