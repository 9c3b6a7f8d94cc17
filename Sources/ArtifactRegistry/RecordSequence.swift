import RegistryCore

/// Records one after another, fetched a page at a time.
///
/// A record that is there from the first page to the last is seen exactly once. Leaving the loop early fetches nothing more.
public struct RecordSequence<Element: Sendable>: AsyncSequence, Sendable {
    private let fetch: @Sendable (PageCursor?) async throws -> Page<Element>

    init(fetch: @escaping @Sendable (PageCursor?) async throws -> Page<Element>) {
        self.fetch = fetch
    }

    /// Begins at the first record.
    public func makeAsyncIterator() -> Iterator { Iterator(fetch: fetch) }

    /// The place in the sequence.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let fetch: @Sendable (PageCursor?) async throws -> Page<Element>
        private var page: ArraySlice<Element> = []
        private var cursor: PageCursor?
        private var isAtLastPage = false

        fileprivate init(fetch: @escaping @Sendable (PageCursor?) async throws -> Page<Element>) {
            self.fetch = fetch
        }

        /// The next record; `nil` after the last.
        ///
        /// - Throws: ``RegistryError``, and `CancellationError` when the task is cancelled.
        public mutating func next() async throws -> Element? {
            while page.isEmpty {
                if isAtLastPage { return nil }
                let fetched = try await fetch(cursor)
                page = fetched.elements[...]
                cursor = fetched.next
                isAtLastPage = fetched.next == nil
            }
            return page.removeFirst()
        }
    }
}
