/// The points or lines that a store has, in order, beside which those of a dump are held.
struct StoredSequence<Reader: OrderedParts>: Sendable {
    private var reader: Reader
    private var part: ArraySlice<Reader.Element> = []
    private var isAtEnd = false

    init(_ reader: Reader) { self.reader = reader }

    /// How many of the given ones are not there. They come in order, from call to call as well.
    mutating func missing(of elements: [Reader.Element]) async throws -> Int {
        var missing = 0
        for element in elements {
            while let first = try await head(), Reader.isBefore(first, element) { part = part.dropFirst() }
            if try await head() == element { part = part.dropFirst() } else { missing += 1 }
        }
        return missing
    }

    private mutating func head() async throws -> Reader.Element? {
        while part.isEmpty, !isAtEnd {
            if let more = try await reader.next() { part = more[...] } else { isAtEnd = true }
        }
        return part.first
    }
}
