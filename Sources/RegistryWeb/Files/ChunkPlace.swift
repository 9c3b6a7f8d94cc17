/// Where a chunk of an upload belongs: the header `Content-Range`, `bytes 0-99/1000` or `bytes 0-99/*`.
struct ChunkPlace: Equatable {
    let start: Int64
    /// One past the last byte.
    let end: Int64
    /// The size of the whole, when it is known.
    let total: Int64?

    /// `nil` for anything else.
    init?(_ field: String) {
        guard field.hasPrefix("bytes ") else { return nil }
        let parts = field.dropFirst("bytes ".count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Int64(ends[0]), let last = Int64(ends[1]), first >= 0, last >= first,
            last < .max
        else { return nil }
        if parts[1] == "*" {
            total = nil
        } else {
            guard let number = Int64(parts[1]), number > last else { return nil }
            total = number
        }
        start = first
        end = last + 1
    }
}
