import Foundation
import RegistryCore
import SinkTestKit
import Testing

@testable import TrainingLog

struct CSVSinkTests {
    @Test func `A folder that was removed with all its files is no failure, and is made anew`() async throws {
        let bench = try Workbench()
        let sink = CSVSink(folder: RunFolder(path: bench.path("run")))
        let entries = SinkContract.records(4)
        _ = try await sink.prepare(for: entries)
        _ = try await sink.deliver(Array(entries[..<2]))
        try FileManager.default.removeItem(atPath: bench.path("run/data"))
        _ = try await sink.checkpoint()
        _ = try await sink.deliver(entries)
        _ = try await sink.checkpoint()
        #expect(try bench.lines("run/data/even_12345.csv").dropFirst() == ["even,2,12345,2"])
        #expect(try bench.lines("run/data/odd_12345.csv").dropFirst() == ["odd,3,12345,3"])
    }
}
