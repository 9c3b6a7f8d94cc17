import EventFiles
import Foundation
import MediaFiles
import RegistryCore
import Testing

@testable import TrainingLog

/// What a logged sound is in the event file.
struct SoundTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    private func sounds() throws -> [Sound] {
        let names = try FileManager.default.contentsOfDirectory(atPath: bench.path("run"))
        var sounds: [Sound] = []
        for name in names where name.contains("tfevents") {
            let reader = try EventFileReader(URL(filePath: bench.path("run/\(name)")))
            while let event = try reader.next() {
                guard case .summary(let values) = event.content else { continue }
                for value in values {
                    guard case .audio(let clips) = try LoggedValue(value) else { continue }
                    sounds += try clips.encoded.map { try WAVDecoder.decode($0) }
                }
            }
        }
        return sounds
    }

    @Test func `A logged sound is clipped, its NaN is silence, and more channels than two are refused`() async throws {
        let logger = bench.logger(into: nil)
        logger.logAudio("tone", [0, 1, -1, 3, .nan, -.infinity], sampleRate: 8_000, channelCount: 2, step: 1)
        logger.logAudio("tone", [0, 0, 0], sampleRate: 8_000, channelCount: 3, step: 2)
        // It says that one was refused.
        await #expect(throws: (any Error).self) { try await logger.close() }
        #expect(
            try sounds() == [Sound(samples: [0, 1, -1, 1, 0, -1], sampleRate: 8_000, channelCount: 2)])
        #expect(bench.problems.all.count == 1)
    }
}
