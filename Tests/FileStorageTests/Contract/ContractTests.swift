import FileStorage
import FileTestKit
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@Suite("A local folder keeps the contract of file stores")
struct LocalContractTests {
    @Test(arguments: FileStoreContract.cases)
    func `keeps the promise`(_ promise: FileStoreContract.Case) async throws {
        try await withTemporaryFolder { folder in
            try await promise.check(try await LocalFileStore(folder: folder.appending(path: "store").path))
        }
    }
}

@Suite(
    "S3 as SeaweedFS speaks it keeps the contract of file stores",
    .enabled(if: TestStorage.seaweed != nil, TestStorage.absence))
struct SeaweedContractTests {
    @Test(arguments: FileStoreContract.cases)
    func `keeps the promise`(_ promise: FileStoreContract.Case) async throws {
        try await promise.check(try TestStorage.store(TestStorage.seaweed))
    }
}

@Suite(
    "S3 as OpenStack Swift speaks it keeps the contract of file stores",
    .enabled(if: TestStorage.swift != nil, TestStorage.absence))
struct SwiftContractTests {
    @Test(arguments: FileStoreContract.cases)
    func `keeps the promise`(_ promise: FileStoreContract.Case) async throws {
        try await promise.check(try TestStorage.store(TestStorage.swift))
    }
}

@Suite(
    "Google's JSON interface keeps the contract of file stores",
    .enabled(if: TestStorage.google != nil, TestStorage.absence))
struct GoogleContractTests {
    /// The emulator does not look at conditions of writes.
    @Test(arguments: FileStoreContract.cases.filter { !$0.needsConditions })
    func `keeps the promise`(_ promise: FileStoreContract.Case) async throws {
        let store = try GoogleFileStore(
            bucket: TestStorage.bucket, account: nil, folder: try FileKey("tests/\(UUID().uuidString)"),
            endpoint: try #require(TestStorage.google))
        try await promise.check(store)
    }
}
