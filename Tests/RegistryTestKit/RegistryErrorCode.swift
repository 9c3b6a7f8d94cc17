package import RegistryCore
import Testing

/// The code of the error that a call ends with; `nil` when it has none. Another kind of error is an issue of the test.
package func code(of call: () async throws -> some Any) async -> RegistryError.Code? {
    do {
        _ = try await call()
        return nil
    } catch let error as RegistryError {
        return error.code
    } catch {
        Issue.record("\(error)")
        return nil
    }
}
