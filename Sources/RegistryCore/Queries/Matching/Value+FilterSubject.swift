extension Value: FilterSubject {
    func field(_ name: PathComponent) throws(Never) -> Value? { documentValue?[name.name] }

    func element(at index: Int) throws(Never) -> Value? {
        guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The elements of a list, or what the fields of a document hold.
    struct Elements: FilterElements {
        private var rest: IndexingIterator<[Value]>

        init(_ elements: [Value]) { rest = elements.makeIterator() }

        mutating func next() throws(Never) -> Value? { rest.next() }
    }

    func elements() -> Elements { Elements(arrayValue ?? documentValue?.map(\.value) ?? []) }

    func elementCount() throws(Never) -> Int { arrayValue?.count ?? 0 }

    func order(comparedTo operand: Value) throws(Never) -> Value.Order { Value.order(self, operand) }

    func moment() throws(Never) -> Int64? { dateValue?.millisecondsSince1970 }

    func hasFieldName(in matcher: inout PatternMatcher) throws(Never) -> Bool {
        for (name, _) in documentValue ?? [:] where matcher.matches(name) { return true }
        return false
    }

    var isNaN: Bool { if case .double(let value) = self { value.isNaN } else { false } }

    func isFound(by matcher: inout PatternMatcher) -> Bool { stringValue.map { matcher.matches($0) } ?? false }
}
