import Foundation
import LoggerAndViewer
import RegistryTestKit

@testable import LoggerTorture

/// A folder in which processes log, and what is to be known of it.
struct ProcessBench {
    let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    /// The registry that processes log to unless a test says otherwise.
    var store: String { "sqlite:\(folder.path)/registry.sqlite" }

    /// The folder of all logs.
    var logs: String { folder.path + "/logs" }

    /// The run's folder in it.
    var run: String { logs + "/" + LogCommand.logDir }

    /// The CSV file of all of them.
    var csv: String { run + "/data/torture_abcde.csv" }

    // MARK: Programs

    /// Starts a process that logs.
    func victim(
        first: Int = 1, store: String? = nil, durability: PromisedDurability = .written, _ options: String...
    ) throws -> RunningProgram {
        try program(
            "LoggerTorture",
            [
                "log", "--folder", logs, "--store", store ?? self.store, "--durability", durability.rawValue, "--first",
                "\(first)",
            ] + options)
    }

    /// Kills a process, and returns when it is dead.
    func kill(_ victim: RunningProgram) async throws {
        victim.send(9)
        _ = try await victim.end()
    }

    func program(_ name: String, _ arguments: [String]) throws -> RunningProgram {
        try RunningProgram(name, arguments, folder: folder.url)
    }

    /// Runs `visual-backend sync` to its end.
    func sync(into store: String? = nil) async throws -> ProgramEnd {
        try await program("visual-backend", ["sync", logs, "--store", store ?? self.store]).end()
    }

    /// Runs `visual-backend verify` to its end.
    func verify() async throws -> ProgramEnd { try await program("visual-backend", ["verify", logs]).end() }

    // MARK: What is there

    /// What is in the journals.
    func journals() throws -> [JournalInspection.Journal] { try JournalInspection(below: logs).journals }

    /// Whether there is no journal any more.
    var hasNoJournal: Bool { !FileManager.default.fileExists(atPath: run + "/journal") }

    /// The numbers that have arrived, and the records of the runs.
    func arrived(in store: String? = nil) async throws -> (numbers: FoundNumbers, runs: [Document]) {
        let registry = try await DataManager(url: store ?? self.store)
        do {
            let numbers = try await FoundNumbers(in: folder.path, registry)
            let runs = try await registry.store.find(in: .runs, Query(limit: 100)).elements
            await registry.close()
            return (numbers, runs)
        } catch {
            await registry.close()
            throw error
        }
    }
}
