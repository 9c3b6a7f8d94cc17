import RegistryCore
import Testing

/// Expects an error of a code.
func expectError(
    _ code: RegistryError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ work: () throws -> Void
) {
    let error = #expect(throws: RegistryError.self, sourceLocation: sourceLocation) { try work() }
    #expect(error?.code == code, sourceLocation: sourceLocation)
}
