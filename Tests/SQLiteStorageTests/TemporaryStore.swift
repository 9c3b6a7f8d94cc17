import Foundation
import RegistryCore
import RegistryTestKit
import SQLiteStorage

/// Runs work with a store in a folder of its own.
func withStore<Result>(
    timeLimit: Duration = .seconds(30), _ work: (SQLiteStore, _ path: String) async throws -> Result
) async throws -> Result {
    try await withTemporaryFolder { folder in
        let path = folder.appendingPathComponent("registry.sqlite").path
        let store = try await SQLiteStore.open(
            SQLiteConfiguration(path: path, timeLimit: timeLimit, busyTimeout: .milliseconds(50)))
        let result = try await work(store, path)
        await store.close()
        return result
    }
}

/// The registry's error that the work throws; `nil` when it throws none.
func registryError(_ work: () async throws -> Void) async -> RegistryError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? RegistryError
    }
}
