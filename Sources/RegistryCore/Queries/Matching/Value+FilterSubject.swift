extension Value: FilterSubject {
    func field(_ name: PathComponent) throws(Never) -> Value? { documentValue?[name.name] }

    func element(at index: Int) throws(Never) -> Value? {
        guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    struct Elements: FilterElements {
        private var rest: IndexingIterator<[Value]>

        init(_ elements: [Value]) { rest = elements.makeIterator() }

        mutating func next() throws(Never) -> Value? { rest.next() }
    }

    func elements() -> Elements { Elements(arrayValue ?? []) }

    func elementCount() throws(Never) -> Int { arrayValue?.count ?? 0 }

    func order(comparedTo operand: Value) throws(Never) -> Value.Order { Value.order(self, operand) }

    var isNaN: Bool { if case .double(let value) = self { value.isNaN } else { false } }

    func isFound(by matcher: inout PatternMatcher) -> Bool { stringValue.map { matcher.matches($0) } ?? false }
}
