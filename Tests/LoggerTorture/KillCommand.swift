import ArgumentParser
import Foundation
import LoggerAndViewer

/// Starts the victim, kills it, starts it again, and in the end looks for every record that was acknowledged.
struct KillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill", abstract: "Kills a program that logs, and counts what is lost.")

    @Option(help: "How often the program is killed.")
    var kills = 200

    @Option(help: "The folder for everything. Default: a temporary one, which is deleted when nothing was lost.")
    var folder: String?

    @Option(help: "The seed of the moments.")
    var seed: UInt64 = .random(in: 0 ... .max)

    func run() async throws {
        let folder =
            folder ?? FileManager.default.temporaryDirectory.appending(path: "torture-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        print("\(kills) kills in \(folder), seed \(seed)")
        var generator = SplitMix(state: seed)
        var failed = false
        for durability in PromisedDurability.allCases {
            let place = folder + "/" + durability.rawValue
            let count = kills / 3 + (durability == .written ? kills % 3 : 0)
            let rounds = try killAgainAndAgain(count, durability, in: place, using: &generator)
            let report = try await Verdict(rounds: rounds, in: place)
            print("\(durability.rawValue): \(count) kills, \(report.sentence)")
            failed = failed || !report.isGood
        }
        guard !failed else { throw ExitCode(1) }
        if self.folder == nil { try FileManager.default.removeItem(atPath: folder) }
    }

    private func killAgainAndAgain(
        _ count: Int, _ durability: PromisedDurability, in place: String, using generator: inout SplitMix
    ) throws -> [Round] {
        var rounds: [Round] = []
        for index in 0..<count {
            let first = (index + 1) * 1_000_000
            let victim = try Victim(place: place, durability: durability, first: first)
            // Some die before their first record, some while they still deliver what their predecessor left.
            let pause = Double.random(in: 0...0.25, using: &generator)
            Thread.sleep(forTimeInterval: pause)
            rounds.append(Round(first: first, lastAcknowledged: victim.kill()))
        }
        return rounds
    }
}

/// What one victim had acknowledged when it was killed.
struct Round {
    var first: Int
    /// `nil` when it had acknowledged nothing.
    var lastAcknowledged: Int?

    /// The numbers that must be found.
    var acknowledged: ClosedRange<Int>? { lastAcknowledged.map { first...max(first, $0) } }
}

/// Numbers that a seed determines (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
