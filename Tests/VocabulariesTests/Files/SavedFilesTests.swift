import RegistryCore
import Synchronization
import Testing
import TrainingLog

@testable import Vocabularies

struct SavedFilesTests {
    /// A disk that has what is before a number.
    private final class Disk: Sendable {
        let reached = Mutex<Int64>(0)

        func saved() -> SavedFiles {
            SavedFiles(delivery: { [self] sequence in sequence < reached.withLock { $0 } ? .arrived : .going })
        }

        func reach(_ sequence: Int64) { reached.withLock { $0 = sequence } }
    }

    private let disk = Disk()

    @Test func `What is last in the journal is waited for, in whichever order threads note it`() async throws {
        let saved = disk.saved()
        saved.note("a.bin", sequence: 8)
        saved.note("a.bin", sequence: 7)
        disk.reach(8)
        #expect(saved.has("a.bin") && saved.names == ["a.bin"])
        disk.reach(9)
        try await saved.waitForArrival(of: "a.bin", at: "a.bin")
        #expect(!saved.has("a.bin") && saved.names.isEmpty && saved.count == 0)
        // Noted late: it has been overwritten already.
        saved.note("a.bin", sequence: 7)
        #expect(!saved.has("a.bin"))
        try await saved.waitForArrival(of: "a.bin", at: "a.bin")
        saved.note("a.bin", sequence: 9)
        #expect(saved.has("a.bin"))
    }

    @Test func `What is saved while somebody waits takes the place of what is waited for`() async throws {
        let saved = disk.saved()
        saved.note("a.bin", sequence: 1)
        async let arrival: Void = saved.waitForArrival(of: "a.bin", at: "a.bin")
        await Task.yield()
        saved.note("a.bin", sequence: 2)
        disk.reach(3)
        try await arrival
        #expect(!saved.has("a.bin"))
    }

    @Test func `What has arrived is forgotten, though nobody asks for it, and what has not is not`() {
        let saved = disk.saved()
        for sequence in 0..<10_000 {
            saved.note("epoch_\(sequence).bin", sequence: Int64(sequence))
            disk.reach(Int64(sequence) - 5)
        }
        #expect(saved.count < 200 && saved.names.count == 5 + 1)
        #expect(saved.has("epoch_9999.bin") && !saved.has("epoch_0.bin"))
    }
}
