/// A value that conditions can be asked of: one in memory, or one in stored bytes.
///
/// ``FilterEvaluation`` holds what conditions mean; what it runs over says only how to get at the parts.
protocol FilterSubject {
    /// What reading can fail with; `Never` for values in memory.
    associatedtype Failure: Error

    /// The value's type; never ``ValueType/number``.
    var type: ValueType { get }

    /// The value of a document's field.
    func field(_ name: PathComponent) throws(Failure) -> Self?

    /// The element of a list at a position.
    func element(at index: Int) throws(Failure) -> Self?

    /// Walks over the elements of a list.
    associatedtype Elements: FilterElements<Self, Failure>

    /// The elements of the list, from the first; of a document, what its fields hold.
    func elements() -> Elements

    /// How many elements the list has.
    func elementCount() throws(Failure) -> Int

    /// How the value stands to another one of the same rank.
    func order(comparedTo operand: Value) throws(Failure) -> Value.Order

    /// The milliseconds since 1970, when the value is a moment.
    func moment() throws(Failure) -> Int64?

    /// Whether the pattern is found in the name of a field of the document.
    func hasFieldName(in matcher: inout PatternMatcher) throws(Failure) -> Bool

    /// Whether the value is the number NaN.
    var isNaN: Bool { get }

    /// Whether the pattern is found in the value, which is text.
    func isFound(by matcher: inout PatternMatcher) -> Bool
}

/// Walks over the elements of a list; reads each when it is asked for.
protocol FilterElements<Element, Failure> {
    associatedtype Element
    associatedtype Failure: Error

    /// The next element; `nil` behind the last.
    mutating func next() throws(Failure) -> Element?
}
