import RegistryCore
import RegistryTestKit
import Testing

@Suite("The memory store keeps the contract")
struct MemoryContractTests {
    @Test(arguments: StoreContract.cases)
    func `keeps the promise`(_ promise: StoreContract.Case) async throws {
        try await promise.check(MemoryStore())
    }
}
