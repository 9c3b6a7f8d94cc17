import RegistryCore

/// Rows that may hold what is looked for, one after another, in some order.
protocol CandidateSource: AnyObject {
    /// Goes to the next row; `false` when there is none.
    func advance() throws -> Bool

    /// The current row.
    var number: Int64 { get }

    /// Reads the current row's record in place.
    func withBody<Result>(_ read: (UnsafeRawBufferPointer) throws -> Result) throws -> Result
}

/// Rows in the order of one or more statements that run one after another and give `number` and `body`.
final class ScanSource: CandidateSource {
    private let session: SQLSession
    private var waiting: ArraySlice<SQLCondition>
    private var current: SQLStatement?

    /// The rows of whole statements, with their arguments.
    init(_ statements: [SQLCondition], in session: SQLSession) {
        self.session = session
        waiting = statements[...]
    }

    func advance() throws -> Bool {
        while true {
            if let current {
                if try current.step() { return true }
                self.current = nil
            }
            guard let next = waiting.popFirst() else { return false }
            let statement = try session.prepare(next.text)
            try statement.begin(next.arguments)
            current = statement
        }
    }

    var number: Int64 { current?.int(0) ?? 0 }

    func withBody<Result>(_ read: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        guard let current else { preconditionFailure("a body is read behind advance() alone") }
        return try current.withBytes(1, read)
    }
}

/// The rows of a collection that match a filter, in the order of a source.
final class RecordStream {
    private let session: SQLSession
    private let source: any CandidateSource
    private var matcher: FilterMatcher?

    /// The rows of a source that pass a filter; all of them without one.
    init(_ source: any CandidateSource, matching filter: Filter?, in session: SQLSession) {
        self.session = session
        self.source = source
        matcher = filter.map { FilterMatcher($0, asking: session.checkpoint) }
    }

    /// What the next match says; `nil` when there is none.
    func next<Content>(_ read: (_ number: Int64, _ body: UnsafeRawBufferPointer) throws -> Content) throws -> Content? {
        while try source.advance() {
            try session.checkStop()
            let found = try source.withBody { body -> Content? in
                guard try matcher?.passes(bson: body) ?? true else { return nil }
                return try read(source.number, body)
            }
            if let found { return found }
        }
        return nil
    }
}
