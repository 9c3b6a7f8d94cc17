import MongoStorage

/// Reads a file of a bucket, some chunks at a time.
actor BucketReader {
    private let connection: BucketConnection
    private let file: BucketFile
    private var range: Range<Int64>
    private var ready: ArraySlice<[UInt8]> = []

    init(_ connection: BucketConnection, _ file: BucketFile, _ range: Range<Int64>) {
        self.connection = connection
        self.file = file
        self.range = range
    }

    /// The next piece; `nil` at the end.
    func next() async throws -> [UInt8]? {
        guard !range.isEmpty else { return nil }
        let size = Int64(file.chunkSize)
        let number = range.lowerBound / size
        if ready.isEmpty {
            let most = max(1, Int64(MongoBucket.largestBatch) / size)
            let numbers = number..<min(number + most, (range.upperBound - 1) / size + 1)
            ready = try await connection.asking { [file] in try await $0.chunks(numbers, of: file) }[...]
        }
        guard let chunk = ready.popFirst() else { return nil }
        let start = number * size
        let wanted = range.clamped(to: start..<start + Int64(chunk.count))
        range = wanted.upperBound..<range.upperBound
        guard wanted.count < chunk.count else { return chunk }
        return Array(chunk[Int(wanted.lowerBound - start)..<Int(wanted.upperBound - start)])
    }
}
