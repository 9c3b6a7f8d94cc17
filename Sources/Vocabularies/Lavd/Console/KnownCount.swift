/// How many elements a loop has, where that is known without going over them.
enum KnownCount {
    /// The number; `nil` when nobody knows without looking at each: of a sequence, and of a collection that searches for its elements (a
    /// lazy filter), which would do the loop's work twice.
    static func of(_ elements: some Sequence) -> Int? {
        if let counted = elements as? any CountedCollection { return counted.count }
        return (elements as? any RandomAccessCollection).flatMap { count(of: $0) }
    }

    /// A range's own `count` ends the process where it is no `Int`, as of `0...Int.max`, and so does that of what is made of such a range: a
    /// lazy map, a slice, the reverse. All have its places, which are asked first.
    private static func count(of elements: some RandomAccessCollection) -> Int? {
        guard !elements.isEmpty else { return 0 }
        let second = elements.index(after: elements.startIndex)
        guard second != elements.endIndex else { return 1 }
        // Neither of these two is the end of a closed range, which is no number.
        return isCountable(from: second, to: elements.index(before: elements.endIndex)) ? elements.count : nil
    }

    /// Whether all from before a place to behind another one are an `Int`, as far as numbers in the places say.
    private static func isCountable(from first: Any, to last: Any) -> Bool {
        if let first = first as? any FixedWidthInteger { return isCountable(from: first, to: last) }
        guard let first = first as? any PlaceAround, let last = last as? any PlaceAround else { return true }
        return isCountable(from: first.inner, to: last.inner)
    }

    private static func isCountable<Number: FixedWidthInteger>(from first: Number, to last: Any) -> Bool {
        guard let last = last as? Number else { return true }
        // Of signed numbers, the distance may need a bit more than they have: its bits are right without a sign.
        let (low, high) = (min(first, last), max(first, last))
        let steps = Number.Magnitude(truncatingIfNeeded: high) &- Number.Magnitude(truncatingIfNeeded: low)
        return steps <= Int.max - 2
    }
}

/// A place that is another one, or a number.
private protocol PlaceAround {
    var inner: Any { get }
}

extension ClosedRange.Index: PlaceAround {
    fileprivate var inner: Any {
        switch self {
        case .inRange(let number): number
        case .pastEnd: ()
        }
    }
}

extension ReversedCollection.Index: PlaceAround {
    fileprivate var inner: Any { base }
}

/// What is no list, but keeps its count.
private protocol CountedCollection {
    var count: Int { get }
}

extension Set: CountedCollection {}
extension Dictionary: CountedCollection {}
extension Dictionary.Keys: CountedCollection {}
extension Dictionary.Values: CountedCollection {}
