/// A promise of a contract that was not kept.
public struct BrokenPromise: Error, CustomStringConvertible {
    /// What was promised, and what came instead.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// Goes on when the condition holds.
func expect(_ condition: Bool, _ promise: @autoclosure () -> String) throws {
    if !condition { throw BrokenPromise(promise()) }
}

/// Goes on when both are equal.
func expectEqual<T: Equatable>(_ found: T, _ expected: T, _ promise: @autoclosure () -> String) throws {
    if found != expected { throw BrokenPromise("\(promise()): found \(found), expected \(expected)") }
}

/// The value, or a broken promise when there is none.
func unwrap<T>(_ value: T?, _ promise: @autoclosure () -> String) throws -> T {
    guard let value else { throw BrokenPromise(promise()) }
    return value
}
