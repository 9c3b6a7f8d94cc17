import Foundation
import RegistryCore
import RegistryTestKit
import SQLiteStorage
import Testing

@Suite("The SQLite store keeps the contract")
struct SQLiteContractTests {
    @Test(arguments: StoreContract.cases)
    func `keeps the promise`(_ promise: StoreContract.Case) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("registry.sqlite").path
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            try await promise.check(store)
            await store.close()
        }
    }
}
