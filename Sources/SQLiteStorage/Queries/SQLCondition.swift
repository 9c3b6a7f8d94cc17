/// A condition of an SQL statement, with the values of its parameters in order.
struct SQLCondition: Equatable {
    let text: String
    let arguments: [SQLStatement.Argument]

    init(_ text: String, _ arguments: [SQLStatement.Argument] = []) {
        self.text = text
        self.arguments = arguments
    }

    /// All of the conditions, or one of them.
    ///
    /// They are joined in pairs, and the pairs in pairs: SQLite refuses a chain of 1,000.
    static func joined(_ parts: [SQLCondition], by word: String) -> SQLCondition {
        SQLCondition(text(of: parts[...], joinedBy: word), parts.flatMap(\.arguments))
    }

    /// How many levels deep ``joined(_:by:)`` puts the last of so many conditions.
    static func depth(ofJoined count: Int) -> Int { count < 2 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount }

    private static func text(of parts: ArraySlice<SQLCondition>, joinedBy word: String) -> String {
        guard parts.count > 1 else { return parts.first?.text ?? "" }
        let half = (parts.count + 1) / 2
        let (left, right) = (parts.prefix(half), parts.dropFirst(half))
        return "(\(text(of: left, joinedBy: word))) \(word) (\(text(of: right, joinedBy: word)))"
    }
}
