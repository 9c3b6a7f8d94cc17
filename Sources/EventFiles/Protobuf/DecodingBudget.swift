/// How much one record may turn into.
///
/// A list entry of two bytes becomes a value of a hundred or more in memory. Without a limit a hostile record of a few
/// megabytes would fill the memory although its own length was accepted.
struct DecodingBudget {
    /// The most list entries (values, strings, dimensions, parameters) that one record may have, all lists together.
    static let maximumPartCount = 131_072
    /// The most numbers that one record may list.
    static let maximumNumberCount = 1 << 20

    private var parts = maximumPartCount
    private var numbers = maximumNumberCount

    mutating func spendPart() throws(ProtobufReader.Malformed) {
        guard parts > 0 else {
            throw .init(reason: "it has more than the \(Self.maximumPartCount) list entries that are accepted")
        }
        parts -= 1
    }

    mutating func spendNumbers(_ count: Int = 1) throws(ProtobufReader.Malformed) {
        guard numbers >= count else {
            throw .init(reason: "it has more than the \(Self.maximumNumberCount) listed numbers that are accepted")
        }
        numbers -= count
    }
}
