import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import ArtifactRegistry

/// What becomes of the logs in a folder of lavd's, which grow while they are read.
struct LavdImportLogTests {
    private let folder: LavdFolder

    init() throws { folder = try LavdFolder() }

    @Test func `A log comes whole whose first line, or one of whose messages, is very long`() async throws {
        let long = String(repeating: "x", count: 5_000)
        let huge = String(repeating: "y", count: 5 << 20)
        try folder.write(
            "exp/events.log",
            "2023-11-14 10:00:00.000000\tSTDOUT\t\(long)\n2023-11-14 10:00:01.000000\tSTDOUT\t\(huge)\n"
                + "2023-11-14 10:00:02.000000\tSTDOUT\tlast\n")
        _ = try await folder.importer().importNew()
        let lines = try await folder.lines(of: "exp")
        #expect(lines.first?.text == long)
        #expect(lines.last?.text == "last")
    }

    @Test func `A log that lavd began anew is another one, and a piece of a line waits for the rest`() async throws {
        try folder.write("exp/events.log", "2023-11-14 10:00:00.000000\tSTDOUT\tone\n2023-11-14 10:00:01.0")
        let importer = folder.importer()
        _ = try await importer.importNew()
        #expect(try await folder.lines(of: "exp").map(\.text) == ["one"])
        try folder.write(
            "exp/events.log", "2023-11-14 10:00:00.000000\tSTDOUT\tone\n2023-11-14 10:00:01.000000\tSTDOUT\ttwo\n")
        _ = try await importer.importNew()
        #expect(try await folder.lines(of: "exp").map(\.text) == ["one", "two"])
        try folder.write("exp/events.log", "2023-11-15 10:00:00.000000\tSTDOUT\tagain\n")
        _ = try await importer.importNew()
        #expect(try await folder.lines(of: "exp").map(\.text) == ["one", "two", "again"])
        let other = try await folder.importer().importNew()
        #expect(other.storedLines == 0)
    }

    @Test func `The end of a log that was written to just before is waited for once, where that is asked for`()
        async throws
    {
        try folder.write(
            "exp/events.log", "2023-11-14 10:00:00.000000\tSTDOUT\tone\n2023-11-14 10:00:01.000000\tSTDOUT\ttwo\n")
        let clock = Mutex(LavdFolder.written.millisecondsSince1970 + 500)
        let pauses = Mutex<[Duration]>([])
        func importer() -> LavdImporter {
            LavdImporter(
                folder: folder.url, store: folder.store, options: LavdImportOptions(), patience: .none,
                now: { WallTime(millisecondsSince1970: clock.withLock { $0 }) },
                pause: { pause in
                    pauses.withLock { $0.append(pause) }
                    clock.withLock { $0 += Int64(pause / .milliseconds(1)) }
                })
        }
        #expect(try await importer().importNew().storedLines == 1)
        #expect(pauses.withLock { $0.isEmpty })
        let summary = try await importer().importNew(waitsForEnds: true)
        #expect(summary.newRuns + summary.knownRuns == 1 && summary.storedLines == 1)
        #expect(try await folder.lines(of: "exp").map(\.text) == ["one", "two"])
        #expect(pauses.withLock { $0.count } == 1)
        #expect(try await importer().importNew(waitsForEnds: true).storedLines == 0)
        #expect(pauses.withLock { $0.count } == 1)
    }
}
