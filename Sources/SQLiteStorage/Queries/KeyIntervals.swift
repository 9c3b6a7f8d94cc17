import RegistryCore

/// The keys of values that are neither lists nor documents, by what is asked of them.
enum KeyIntervals {
    /// Of the values that equal one of these. Lists and documents equal no single value.
    static func equal(to values: [Value]) -> [KeyInterval] {
        var seen: Set<[UInt8]> = []
        return values.filter { !isComposite($0) }.map { OrderedKey.bytes(of: $0) }
            .filter { seen.insert($0).inserted }.map { KeyInterval($0) }
    }

    /// Of the values of the same type that are less than this one.
    static func below(_ value: Value, including includesEqual: Bool) -> [KeyInterval] {
        if isOnlyEqual(value) { return includesEqual ? equal(to: [value]) : [] }
        if isComposite(value) { return [] }
        // NaN has the first key of all numbers, and is less than none.
        let isNumber = value.numberValue != nil
        return [
            KeyInterval(
                from: isNumber ? notANumber : OrderedKey.range(ofTypeOf: value).from, including: !isNumber,
                to: OrderedKey.bytes(of: value), including: includesEqual)
        ]
    }

    /// Of the values of the same type that are greater than this one.
    static func above(_ value: Value, including includesEqual: Bool) -> [KeyInterval] {
        if isOnlyEqual(value) { return includesEqual ? equal(to: [value]) : [] }
        if isComposite(value) { return [] }
        return [
            KeyInterval(
                from: OrderedKey.bytes(of: value), including: includesEqual,
                to: OrderedKey.range(ofTypeOf: value).upTo, including: false)
        ]
    }

    /// Of the texts that begin with a prefix, which may be empty.
    static func texts(beginningWith prefix: String) -> [KeyInterval] {
        let range =
            prefix.isEmpty ? OrderedKey.range(ofTypeOf: .string("")) : OrderedKey.range(ofTextsWithPrefix: prefix)
        return [KeyInterval(from: range.from, including: true, to: range.upTo, including: false)]
    }

    /// The text, as UTF-8, whose key this is: the bytes between the type and the end, a NUL without what marks it.
    static func text(ofKey key: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(key.count)
        var isBehindNUL = false
        for byte in key.dropFirst().dropLast(2) {
            if !isBehindNUL { text.append(byte) }
            isBehindNUL = byte == 0 && !isBehindNUL
        }
        return text
    }

    private static let notANumber = OrderedKey.bytes(of: .double(.nan))

    /// Values that are neither less nor greater than any other.
    private static func isOnlyEqual(_ value: Value) -> Bool {
        if case .double(let number) = value { return number.isNaN }
        return value.isNull
    }

    private static func isComposite(_ value: Value) -> Bool {
        switch value {
        case .array, .document: true
        default: false
        }
    }
}
