/// What a server answers: the leaves of a tree by their paths.
struct AimTreeReader {
    /// The leaves. Lists, and objects without fields, have the value that says so.
    private(set) var leaves: [[AimKey]: AimValue] = [:]

    /// Reads a tree; `nil` for bytes that are none.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let key = Self.part(&rest), let path = AimKey.path(key), rest.popFirst() != nil,
                let content = Self.part(&rest), let value = Self.value(content)
            else { return nil }
            leaves[path] = value
        }
    }

    /// The value at a path; `nil` where there is none, and for what Aim has no value for.
    subscript(path: AimKey...) -> AimValue? {
        let value = leaves[path]
        return value == AimValue.none ? nil : value
    }

    private static func part(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.count >= 4 else { return nil }
        let count = Int(littleEndian(rest.prefix(4)))
        rest = rest.dropFirst(4)
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> AimValue? {
        guard let kind = bytes.first else { return nil }
        let content = bytes.dropFirst()
        switch kind {
        case 0: return AimValue.none
        case 1: return content.first.map { .bool($0 != 0) }
        case 2: return content.count == 8 ? .int(Int64(bitPattern: littleEndian(content))) : nil
        case 3: return content.count == 8 ? .double(Double(bitPattern: littleEndian(content))) : nil
        case 4: return .text(String(decoding: content, as: UTF8.self))
        case 5: return .bytes(Array(content))
        case 6: return .list([])
        case 7: return .fields([])
        case 15: return .object(String(decoding: content, as: UTF8.self), [])
        default: return nil
        }
    }

    private static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension AimValue {
    /// The whole number, where it is one.
    var intValue: Int64? { if case .int(let number) = self { number } else { nil } }
    /// The number, where it is one.
    var numberValue: Double? {
        switch self {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }
    /// The text, where it is one.
    var textValue: String? { if case .text(let text) = self { text } else { nil } }
}
