import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `visual-backend serve` over a file that may not be written.
@Suite struct ReadOnlyServeTests {
    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason), .timeLimit(.minutes(5)))
    func `a store that may not be written is shown, and what would change it is refused with a reason`() async throws {
        let owned = try OwnedFolder()
        let volume = try SmallVolume(in: owned.url, mebibytes: 8)
        defer { volume.remove() }
        let store = "sqlite:\(volume.folder.appending(path: "r.sqlite").path(percentEncoded: false))"
        let registry = try await DataManager(url: store)
        let run = try await registry.createRun(name: "first")
        await registry.close()
        try volume.setReadOnly(true)
        let server = try await RunningServer(["--store", store], in: owned.url)
        let page = try await server.get("/runs/\(run.id)", ["Accept": "text/html"])
        #expect(page.status == 200 && page.text.contains("first"))
        #expect(try await server.get("/ready").status == 200)
        var request = URLRequest(url: try #require(URL(string: server.address + "/api/v1/runs")))
        request.httpMethod = "POST"
        let (data, answer) = try await URLSession.shared.data(for: request)
        #expect((answer as? HTTPURLResponse)?.statusCode == 403)
        #expect(String(decoding: data, as: UTF8.self).contains("for reading only"))
        #expect(server.end() == 0)
    }
}
