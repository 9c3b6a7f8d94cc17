import ArtifactRegistry
import ChartRendering
import Foundation
import RasterGraphics
import RegistryCharts
import RegistryCore
import Testing

/// The pictures that records name.
@Suite struct ChartPictureTests {
    private let registry: DataManager
    private let folder = FileManager.default.temporaryDirectory

    init() async throws { registry = try await DataManager(url: "memory:") }

    private func insert(_ info: [Value]) async throws {
        _ = try await registry.store.insert(
            info.map { ["TrainingIteration": 1, "ImageInfo": $0] }, into: .artifacts)
    }

    private func picture(_ name: String) -> Value { ["ImagePath": .string("no/\(name).png"), "Tag": .string(name)] }

    private func note(_ grid: ImageGrid) -> String? { ImageGridLayout(grid).note?.text }

    @Test func `The grid counts the pictures that found no room`() async throws {
        try await insert((0..<205).map { picture("\($0)") })
        let grid = try await registry.charts.images(matching: .everything, in: folder)
        #expect(grid.items.count == 200 && grid.furtherCount == 5)
        #expect(note(grid) == "+5 more")
        #expect(note(try await registry.charts.images(matching: .everything, in: folder, limit: 3)) == "+202 more")
    }

    @Test func `A record may name a list of pictures`() async throws {
        try await insert([.array([picture("a"), "no picture", picture("b")]), picture("c")])
        let grid = try await registry.charts.images(matching: .everything, in: folder)
        #expect(grid.items.map(\.title) == ["a", "b", "c"] && grid.furtherCount == 0)
        let cut = try await registry.charts.images(matching: .everything, in: folder, limit: 1)
        #expect(cut.items.map(\.title) == ["a"] && cut.furtherCount == 2)
    }

    @Test func `No picture is opened once nobody waits for them`() async throws {
        try await insert([picture("a")])
        let charts = registry.charts
        let folder = folder
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await charts.images(matching: .everything, in: folder)
        }
        await #expect(throws: (any Error).self) { try await task.value }
    }
}
