import RegistryCore

/// Goes on when the work throws a ``RegistryError`` of this code with a message for people.
@discardableResult
func expectError(
    _ code: RegistryError.Code, _ promise: String, _ work: () async throws -> some Any
) async throws -> RegistryError {
    do {
        _ = try await work()
    } catch let error as RegistryError {
        try expectEqual(error.code, code, promise)
        try expect(error.message.count > 20, "\(promise): the message says what to do, not only \"\(error.message)\"")
        return error
    }
    throw BrokenPromise("\(promise): nothing was thrown, expected \(code)")
}
