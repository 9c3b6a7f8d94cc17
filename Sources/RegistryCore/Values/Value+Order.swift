extension Value {
    /// How one value stands to another.
    public enum Order: Hashable, Sendable {
        /// The first comes before the second.
        case ascending
        /// They are equal.
        case equal
        /// The first comes behind the second.
        case descending

        init<Content: Comparable>(_ left: Content, _ right: Content) {
            self = left < right ? .ascending : left == right ? .equal : .descending
        }
    }

    /// MongoDB's order over values of all types.
    ///
    /// null, numbers, text, documents, lists, bytes, ObjectIDs, true and false, dates. Whole and floating point numbers
    /// are compared exactly; `1` equals `1.0`, NaN equals NaN and comes before all other numbers. Text is compared by its
    /// UTF-8 bytes. Documents are compared field by field, in their order: by the value's type, then the name, then the
    /// value. Lists are compared element by element. Bytes are compared by length, subtype, content.
    public static func order(_ left: Value, _ right: Value) -> Order {
        switch (left, right) {
        case (.null, .null): .equal
        case (.bool(let left), .bool(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.int(let left), .int(let right)): Order(left, right)
        case (.int(let left), .double(let right)): order(left, right)
        case (.double(let left), .int(let right)): order(right, left).reversed
        case (.double(let left), .double(let right)): order(left, right)
        case (.string(let left), .string(let right)): order(left, right)
        case (.date(let left), .date(let right)): Order(left, right)
        case (.binary(let left), .binary(let right)): order(left, right)
        case (.objectID(let left), .objectID(let right)): Order(left, right)
        case (.array(let left), .array(let right)): order(left, right)
        case (.document(let left), .document(let right)): order(left, right)
        default: Order(left.type.rank, right.type.rank)
        }
    }

    /// The order of a whole and a floating point number, without rounding either.
    static func order(_ left: Int64, _ right: Double) -> Order {
        if right.isNaN { return .descending }
        // 2^63: the first double beyond every Int64.
        if right >= 0x1p63 { return .ascending }
        if right < -0x1p63 { return .descending }
        let whole = right.rounded(.towardZero)
        let order = Order(left, Int64(whole))
        return order == .equal ? Order(whole, right) : order
    }

    static func order(_ left: Double, _ right: Double) -> Order {
        if left.isNaN { return right.isNaN ? .equal : .ascending }
        return right.isNaN ? .descending : Order(left, right)
    }

    private static func order(_ left: String, _ right: String) -> Order {
        orderOfElements(left.utf8, right.utf8) { Order($0, $1) }
    }

    private static func order(_ left: Binary, _ right: Binary) -> Order {
        let byLength = Order(left.bytes.count, right.bytes.count)
        if byLength != .equal { return byLength }
        let bySubtype = Order(left.subtype, right.subtype)
        return bySubtype == .equal ? orderOfElements(left.bytes, right.bytes) { Order($0, $1) } : bySubtype
    }

    private static func order(_ left: [Value], _ right: [Value]) -> Order {
        orderOfElements(left, right) { order($0, $1) }
    }

    private static func order(_ left: Document, _ right: Document) -> Order {
        orderOfElements(left, right) { left, right in
            let byType = Order(left.value.type.rank, right.value.type.rank)
            if byType != .equal { return byType }
            let byName = order(left.key, right.key)
            return byName == .equal ? order(left.value, right.value) : byName
        }
    }

    private static func orderOfElements<Content: Sequence>(
        _ left: Content, _ right: Content, by order: (Content.Element, Content.Element) -> Order
    ) -> Order {
        var left = left.makeIterator()
        var right = right.makeIterator()
        while true {
            switch (left.next(), right.next()) {
            case (let left?, let right?):
                let found = order(left, right)
                if found != .equal { return found }
            case (nil, nil): return .equal
            case (nil, _): return .ascending
            case (_, nil): return .descending
            }
        }
    }
}

extension Value.Order {
    /// The order of the two the other way round.
    public var reversed: Value.Order {
        switch self {
        case .ascending: .descending
        case .equal: .equal
        case .descending: .ascending
        }
    }
}
