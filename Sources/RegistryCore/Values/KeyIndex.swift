/// Finds repeated keys while a document is read, without comparing every key with every other.
struct KeyIndex {
    private static let fewFields = 32

    private var marks: UInt64 = 0
    private var positions: [ExactName: Int] = [:]

    /// Notes keys that are distinct already.
    mutating func add(distinct fields: [Document.Element]) {
        for field in fields.prefix(Self.fewFields) { marks |= 1 << Self.bit(of: field.key) }
    }

    /// Notes a key, and where it stands when it is new: at the end. If one of `fields` has it already, says which.
    mutating func add(_ key: String, to fields: [Document.Element]) -> Int? {
        if fields.count < Self.fewFields {
            let mark: UInt64 = 1 << Self.bit(of: key)
            defer { marks |= mark }
            return marks & mark == 0 ? nil : fields.firstIndex { $0.key.hasSameBytes(as: key) }
        }
        if positions.isEmpty {
            for (index, field) in fields.enumerated() { positions[ExactName(field.key)] = index }
        }
        if let earlier = positions[ExactName(key)] { return earlier }
        positions[ExactName(key)] = fields.count
        return nil
    }

    /// A number from 0 to 63 that is mostly different for different keys.
    private static func bit(of key: String) -> UInt64 {
        let utf8 = key.utf8
        guard let first = utf8.first, let last = utf8.last else { return 0 }
        return (UInt64(utf8.count) &* 7 &+ UInt64(first) &* 5 &+ UInt64(last)) & 63
    }
}
