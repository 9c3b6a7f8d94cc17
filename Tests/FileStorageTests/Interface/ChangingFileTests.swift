import FileTestKit
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("A file of this machine that changes while it is sent")
struct ChangingFileTests {
    enum Change: CaseIterable { case grows, shrinks, isWrittenOver }

    /// A file of two parts, that changes when the first piece has gone.
    private static func withFile(
        _ change: Change, _ work: (_ path: String, _ options: WriteOptions, _ folder: URL) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "file").path
            try Data(TestBytes.make(9 << 20)).write(to: URL(filePath: path))
            let hasChanged = Mutex(false)
            let options = WriteOptions(progress: { _ in
                let isFirst = hasChanged.withLock { changed in
                    defer { changed = true }
                    return !changed
                }
                guard isFirst, let file = FileHandle(forWritingAtPath: path) else { return }
                switch change {
                case .grows:
                    _ = try? file.seekToEnd()
                    try? file.write(contentsOf: Data([1]))
                case .shrinks: try? file.truncate(atOffset: 8_500_000)
                case .isWrittenOver: try? file.write(contentsOf: Data([1]))
                }
                try? file.close()
            })
            try await work(path, options, folder)
            #expect(hasChanged.withLock { $0 })
        }
    }

    @Test(arguments: Change.allCases)
    func `a folder has nothing of it`(_ change: Change) async throws {
        try await Self.withFile(change) { path, options, folder in
            let store = try await LocalFileStore(folder: folder.appending(path: "store").path)
            let key = try FileKey("a")
            let error = await #expect(throws: RegistryError.self) {
                try await store.upload(fileAt: path, to: key, options: options)
            }
            #expect(error?.code == .corruptData, "\(error?.message ?? "")")
            #expect(try await store.allFiles().isEmpty)
        }
    }

    @Test(arguments: Change.allCases)
    func `an S3 server is not told to put it together, and gives the parts back`(_ change: Change) async throws {
        try await Self.withFile(change) { path, options, _ in
            let server = FakeServer { request, _ in
                if request.method == "POST", request.query.contains(where: { $0.name == "uploads" }) {
                    return FakeServer.response(
                        200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
                }
                return FakeServer.response(request.method == "DELETE" ? 204 : 200, "", [("etag", "\"e\"")])
            }
            let store = try server.store {
                $0.partSize = 5 << 20
                $0.parallelParts = 1
            }
            let key = try FileKey("a")
            let error = await #expect(throws: RegistryError.self) {
                try await store.upload(fileAt: path, to: key, options: options)
            }
            #expect(error?.code == .corruptData, "\(error?.message ?? "")")
            #expect(server.requests.filter { $0.method == "POST" }.count == 1)
            #expect(server.requests.last?.method == "DELETE")
        }
    }

    @Test(arguments: Change.allCases)
    func `Google is not told where it ends`(_ change: Change) async throws {
        try await Self.withFile(change) { path, options, _ in
            let server = FakeServer { request, _ in
                request.method == "POST"
                    ? FakeServer.response(200, "", [("location", "http://storage.test/upload?upload_id=u")])
                    : FakeServer.response(308, "", [("range", "bytes=0-\((8 << 20) - 1)")])
            }
            var retries = RetryPolicy()
            retries.clock = server.clock()
            let store = try GoogleFileStore(
                bucket: "bucket", account: nil, folder: nil, endpoint: "http://storage.test", retries: retries,
                http: server)
            let key = try FileKey("a")
            let error = await #expect(throws: RegistryError.self) {
                try await store.upload(fileAt: path, to: key, options: options)
            }
            #expect(error?.code == .corruptData, "\(error?.message ?? "")")
            let ends = server.requests.flatMap(\.headers).filter { $0.name == "content-range" }.map(\.value)
            #expect(ends == ["bytes 0-\((8 << 20) - 1)/*"])
        }
    }
}
