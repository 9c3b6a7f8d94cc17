import Testing

/// Something that was waited for in vain.
struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Returns when a condition holds.
///
/// Looks are counted, not seconds: between two of them others may keep the processors busy. The pause leaves them to the
/// process that is waited for.
///
/// - Throws: ``NeverHappened`` when it does not hold after so many looks.
func eventually(_ what: String, looks: Int = 1_500, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<looks {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw NeverHappened(description: "It never happened that \(what).")
}
