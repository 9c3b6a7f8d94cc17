import Foundation
import RegistryTestKit
import Testing

@testable import Vocabularies

struct SavedFilesTests {
    private let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    private var path: String { folder.path + "/a.bin" }

    private func put(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path), options: .atomic) }

    @Test func `What is last in the journal is waited for, in whichever order threads note it`() async throws {
        let saved = SavedFiles()
        saved.note("a.bin", [2, 2], sequence: 8)
        saved.note("a.bin", [1, 1], sequence: 7)
        #expect(saved.has("a.bin") && saved.names == ["a.bin"])
        try put([2, 2])
        try await saved.waitForArrival(of: "a.bin", at: path)
        #expect(!saved.has("a.bin") && saved.names.isEmpty)
        // Noted late: it has been overwritten already.
        saved.note("a.bin", [1, 1], sequence: 7)
        try await saved.waitForArrival(of: "a.bin", at: path)
        saved.note("a.bin", [3], sequence: 9)
        #expect(saved.has("a.bin"))
    }

    @Test func `What is saved while somebody waits takes the place of what is waited for`() async throws {
        let saved = SavedFiles()
        saved.note("a.bin", [1, 1], sequence: 1)
        // Of the same length, and with another content.
        try put([2, 2])
        async let arrival: Void = saved.waitForArrival(of: "a.bin", at: path)
        await Task.yield()
        saved.note("a.bin", [2, 2], sequence: 2)
        try await arrival
        #expect(!saved.has("a.bin"))
    }
}
