/// A question for one page of records.
public struct Query: Hashable, Sendable {
    /// The largest page: 10,000 records.
    public static let largestPage = 10_000

    /// About how many bytes the records of a page have together as BSON, at most: 32 MiB. A page that would have more
    /// ends early, behind one record at least, and ``Page/next`` says where the next one begins.
    public static let largestPageInBytes = 32 * 1_024 * 1_024

    /// The most keys a sort may have: 4.
    public static let mostSortKeys = 4

    /// Which records. Default: all.
    public var filter: Filter

    /// In which order; at most ``mostSortKeys`` keys. Default: by `_id`, ascending, which is the order in which
    /// identifiers were made.
    public var sort: [SortKey]

    /// At most so many records, 1 to ``largestPage``; fewer, when these are large (``largestPageInBytes``). Default: 50.
    public var limit: Int

    /// Where the previous page ended, as it said in ``Page/next``. Default: the first page.
    public var cursor: PageCursor?

    /// About how many bytes the records of the page may have together, as ``largestPageInBytes`` says of every page.
    package var mostBytes = Self.largestPageInBytes

    /// How long the store may take. Default: the store's own limit.
    public var timeLimit: Duration?

    /// Asks for a page.
    public init(
        _ filter: Filter = .everything, sort: [SortKey] = [], limit: Int = 50, cursor: PageCursor? = nil,
        timeLimit: Duration? = nil
    ) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.cursor = cursor
        self.timeLimit = timeLimit
    }

    /// The sort with the tie-breaker that makes every order a total one.
    package var totalSort: [SortKey] {
        if sort.contains(where: { $0.path.components == ["_id"] }) { return sort }
        return sort + [SortKey(FieldPath(components: ["_id"]), sort.last?.direction ?? .ascending)]
    }

    /// Checks what every store asks of a query.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a limit or a number of sort keys out of range, and for a
    ///   cursor of another question.
    package func validate(in collection: CollectionName) throws(RegistryError) {
        guard (1...Self.largestPage).contains(limit) else {
            throw RegistryError(
                .invalidArgument, "A page has 1 to \(Self.largestPage) records; \(limit) were asked for.")
        }
        guard sort.count <= Self.mostSortKeys else {
            throw RegistryError(
                .invalidArgument, "A sort has at most \(Self.mostSortKeys) keys; this one has \(sort.count).")
        }
        if let cursor, cursor.question != PageCursor.digest(of: self, in: collection) {
            throw RegistryError(
                .invalidArgument,
                "The page cursor belongs to another question. Ask for the first page, without a cursor.")
        }
    }
}

/// One page of an answer.
public struct Page<Element: Sendable>: Sendable {
    /// The records, in order.
    public var elements: [Element]

    /// Where the next page begins; `nil` when this is the last. How many records this page has does not tell.
    public var next: PageCursor?

    /// A page of the given records.
    public init(_ elements: [Element], next: PageCursor? = nil) {
        self.elements = elements
        self.next = next
    }

    /// This page with every record changed into something else.
    public func map<Other: Sendable>(_ transform: (Element) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(try elements.map(transform), next: next)
    }
}
