import BSONCoding

extension BSONReader {
    /// What is made of the documents of a list.
    func mapDocuments<Result>(
        _ transform: (BSONReader) throws(BSONError) -> Result
    ) throws(BSONError) -> [Result] {
        var reader = self
        var results: [Result] = []
        while let element = try reader.nextValue() {
            guard case .document(let record) = element else {
                throw BSONError(.truncated, at: 0, "A batch holds something that is no document")
            }
            results.append(try transform(record))
        }
        return results
    }
}
