/// The ordered keys between two bounds.
struct KeyInterval: Hashable, Sendable {
    let lower: [UInt8]
    let includesLower: Bool
    let upper: [UInt8]
    let includesUpper: Bool

    /// One key.
    init(_ key: [UInt8]) {
        self.init(from: key, including: true, to: key, including: true)
    }

    /// The keys between two bounds.
    init(from lower: [UInt8], including includesLower: Bool, to upper: [UInt8], including includesUpper: Bool) {
        self.lower = lower
        self.includesLower = includesLower
        self.upper = upper
        self.includesUpper = includesUpper
    }

    /// Whether it is one key.
    var isPoint: Bool { lower == upper }

    /// The condition that a column lies in the interval, with its arguments.
    func sql(_ column: String) -> SQLCondition {
        if isPoint { return SQLCondition("\(column) = ?", [.bytes(lower)]) }
        return SQLCondition(
            "\(column) \(includesLower ? ">=" : ">") ? AND \(column) \(includesUpper ? "<=" : "<") ?",
            [.bytes(lower), .bytes(upper)])
    }
}
