/// Asks one filter of many records.
///
/// It prepares the filter once and keeps what it learns about its patterns. Each task uses its own matcher.
public struct FilterMatcher: Sendable {
    private let program: FilterProgram
    private var evaluation: FilterEvaluation

    /// A matcher for a filter.
    public init(_ filter: Filter) { self.init(filter, asking: nil) }

    /// A matcher that asks within a record, too, whether to go on. Its answers come from ``passes(_:)`` and
    /// ``passes(bson:)``.
    package init(_ filter: Filter, asking checkpoint: Checkpoint?) {
        var patterns: [Pattern] = []
        program = FilterProgram(filter, patterns: &patterns)
        evaluation = FilterEvaluation(patterns: patterns, asking: checkpoint)
    }

    /// Whether a record matches.
    public mutating func matches(_ record: Document) -> Bool {
        evaluation.holds(program, for: Value.document(record))
    }

    /// Whether a record stored as BSON matches. Only the fields that are asked about are read.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when what was read is not BSON.
    public mutating func matches(bson: [UInt8]) throws(RegistryError) -> Bool {
        if let answer = bson.withUnsafeBytes({ answerFromBytes($0) }) { return answer }
        return matches(try Document(bson: bson))
    }

    /// Whether a record matches.
    ///
    /// - Throws: what the checkpoint throws.
    package mutating func passes(_ record: Document) throws -> Bool {
        let answer = matches(record)
        if let interruption = evaluation.interruption { throw interruption }
        return answer
    }

    /// Whether a record stored as BSON matches. The bytes are read in place, during the call.
    ///
    /// - Throws: what the checkpoint throws; ``RegistryError`` with `corruptData` when what was read is not BSON.
    package mutating func passes(bson: UnsafeRawBufferPointer) throws -> Bool {
        let answer = try answerFromBytes(bson) ?? matches(try Document(bson: Array(bson)))
        if let interruption = evaluation.interruption { throw interruption }
        return answer
    }

    /// `nil` when the record has to be decoded to know, or to say what is wrong with it.
    private mutating func answerFromBytes(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        do throws(StoredValue.Failure) {
            return try evaluation.holds(program, for: StoredValue(document: bytes))
        } catch {
            return nil
        }
    }
}

extension Filter {
    /// Whether a record matches. ``FilterMatcher`` is faster for many records.
    public func matches(_ record: Document) -> Bool {
        var matcher = FilterMatcher(self)
        return matcher.matches(record)
    }
}
