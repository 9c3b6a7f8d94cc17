import MongoStorage
import RegistryCore
import RegistryTestKit
import Testing

@Suite("The MongoDB store keeps the contract", .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct MongoContractTests {
    @Test(arguments: StoreContract.cases)
    func `keeps the promise`(_ promise: StoreContract.Case) async throws {
        let url = try #require(TestMongoDB.freshDatabaseURL())
        let store = try await MongoStore.open(try MongoConfiguration(url: url))
        try await promise.check(store)
        await store.close()
    }
}
