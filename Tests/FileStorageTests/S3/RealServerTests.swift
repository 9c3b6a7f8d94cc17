import FileTestKit
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import FileStorage

@Suite("Large files and faults at a real S3 server", .enabled(if: TestStorage.seaweed != nil, TestStorage.absence))
struct RealServerTests {
    /// A file of some parts.
    private static func withLargeFile(_ work: (_ path: String, _ bytes: [UInt8], _ folder: URL) async throws -> Void)
        async throws
    {
        try await withTemporaryFolder { folder in
            let block = TestBytes.make(1 << 16)
            var bytes: [UInt8] = []
            for number in 0..<260 { bytes += [UInt8(truncatingIfNeeded: number)] + block }
            let file = folder.appending(path: "large")
            try Data(bytes).write(to: file)
            try await work(file.path, bytes, folder)
        }
    }

    @Test func `parts go and come at the same time, and make the file`() async throws {
        try await Self.withLargeFile { path, bytes, folder in
            let store = try TestStorage.store(TestStorage.seaweed)
            let key = try FileKey("large")
            let info = try await store.upload(fileAt: path, to: key)
            #expect(info.size == Int64(bytes.count))
            let out = folder.appending(path: "out").path
            try await store.download(key, toFileAt: out)
            #expect(try Data(contentsOf: URL(filePath: out)) == Data(bytes))
            try await store.write(FileChunks(bytes, chunkSize: 77_777), size: nil, to: key, options: WriteOptions())
            #expect(try await store.read(key) == bytes)
            try await store.delete(key)
        }
    }

    @Test func `connections that break in the middle of a part lose nothing`() async throws {
        try await Self.withLargeFile { path, bytes, folder in
            let server = try #require(TestStorage.seaweed)
            let up = try await FaultProxy.start(to: server, FaultProxy.Fault(uploadLimit: 2_000_000, times: 5))
            // The host is part of what is signed, so that the store speaks to the proxy's own address.
            var configuration = try TestStorage.configuration(up.url)
            let key = try FileKey("large")
            try await S3FileStore(configuration).upload(fileAt: path, to: key)
            #expect(up.cutsLeft == 0)
            await up.stop()
            let down = try await FaultProxy.start(to: server, FaultProxy.Fault(downloadLimit: 1_000_000, times: 5))
            configuration.endpoint = down.url
            let out = folder.appending(path: "out").path
            try await S3FileStore(configuration).download(key, toFileAt: out)
            #expect(down.cutsLeft == 0)
            await down.stop()
            #expect(try Data(contentsOf: URL(filePath: out)) == Data(bytes))
        }
    }

    @Test func `an upload that ended early goes on with what the server has`() async throws {
        try await Self.withLargeFile { path, bytes, _ in
            let server = try #require(TestStorage.seaweed)
            let broken = try await FaultProxy.start(to: server, FaultProxy.Fault(totalUploadLimit: 8_000_000, times: 0))
            var configuration = try TestStorage.configuration(broken.url)
            configuration.parallelParts = 1
            configuration.retries.patience = .milliseconds(200)
            let key = try FileKey("large")
            let options = WriteOptions(resumes: true)
            let first = try S3FileStore(configuration)
            await #expect(throws: RegistryError.self) {
                try await first.upload(fileAt: path, to: key, options: options)
            }
            await broken.stop()
            #expect(try await !TestStorage.store(server).exists(key))

            let counted = try await FaultProxy.start(to: server, FaultProxy.Fault(times: 0))
            configuration.endpoint = counted.url
            configuration.retries.patience = .seconds(20)
            let second = try S3FileStore(configuration)
            let had = try #require(try await second.unfinishedUpload(of: key))
            #expect(!had.parts.isEmpty)
            try await second.upload(fileAt: path, to: key, options: options)
            #expect(counted.uploaded < bytes.count - (4 << 20))
            #expect(try await second.read(key) == bytes)
            await counted.stop()
        }
    }

    @Test func `uploads that nobody goes on with are removed`() async throws {
        try await Self.withLargeFile { path, _, _ in
            let server = try #require(TestStorage.seaweed)
            let broken = try await FaultProxy.start(to: server, FaultProxy.Fault(totalUploadLimit: 7_000_000, times: 0))
            var configuration = try TestStorage.configuration(broken.url)
            configuration.retries.patience = .milliseconds(200)
            let key = try FileKey("large")
            let store = try S3FileStore(configuration)
            await #expect(throws: RegistryError.self) {
                try await store.upload(fileAt: path, to: key, options: WriteOptions(resumes: true))
            }
            await broken.stop()
            configuration.endpoint = server
            let direct = try S3FileStore(configuration)
            let hence = WallTime(millisecondsSince1970: WallTime.now.millisecondsSince1970 + 60_000)
            #expect(try await direct.abortUploads(startedBefore: hence) == 1)
            #expect(try await direct.unfinishedUpload(of: key) == nil)
        }
    }

    @Test func `lists go on beyond a thousand files`() async throws {
        let store = try TestStorage.store(TestStorage.seaweed)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<16 {
                group.addTask {
                    for number in stride(from: worker, to: 1_040, by: 16) {
                        try await store.write([1], to: try FileKey("many/\(number)"))
                    }
                }
            }
            try await group.waitForAll()
        }
        let found = try await store.allFiles(in: try FileKey("many"))
        #expect(Set(found.map(\.key)).count == 1_040)
        #expect(found.count == 1_040)
    }

    @Test(arguments: [TestStorage.seaweed, TestStorage.swift].compactMap { $0 })
    func `wrong keys and missing buckets are told apart`(_ url: String) async throws {
        let good = try TestStorage.credentials()
        let account = try S3Account(credentials: .fixed(good), endpoint: url)
        #expect(try await account.isKnown())
        #expect(try await account.buckets().contains(TestStorage.bucket))
        try await account.checkAccess(to: TestStorage.bucket)
        let missing = await #expect(throws: RegistryError.self) {
            try await account.checkAccess(to: "no-such-bucket-here")
        }
        #expect(missing?.code == .notFound)
        let wrong = try S3Account(
            credentials: .fixed(S3Credentials(accessKey: good.accessKey, secret: "wrong-secret")), endpoint: url)
        let error = await #expect(throws: RegistryError.self) { try await wrong.checkAccess(to: TestStorage.bucket) }
        #expect(error?.code == .accessDenied)
        #expect(error?.message.contains("secret key") == true, "\(error?.message ?? "")")
        #expect(try await !wrong.isKnown())
    }

    @Test(arguments: [TestStorage.seaweed, TestStorage.swift].compactMap { $0 })
    func `an address without a key works until its time is over`(_ url: String) async throws {
        var configuration = try TestStorage.configuration(url)
        let key = try FileKey("a b+c/ü.txt")
        let store = try S3FileStore(configuration)
        try await store.writeText("hello", to: key)
        let script = """
            import sys, urllib.error, urllib.request
            try:
                sys.stdout.write(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())
            except urllib.error.HTTPError as error:
                sys.stdout.write(str(error.code))
            """
        let address = try await store.address(of: key, validFor: .seconds(60))
        #expect(String(decoding: try TestPython.run(script, address), as: UTF8.self) == "hello")
        let old = WallTime(millisecondsSince1970: WallTime.now.millisecondsSince1970 - 120_000)
        configuration.retries.clock.now = { old }
        let ended = try await S3FileStore(configuration).address(of: key, validFor: .seconds(60))
        #expect(String(decoding: try TestPython.run(script, ended), as: UTF8.self) == "403")
        await #expect(throws: RegistryError.self) { try await store.address(of: key, validFor: .seconds(604_801)) }
    }

    @Test(arguments: [TestStorage.seaweed, TestStorage.swift].compactMap { $0 })
    func `a clock that is an hour off is said`(_ url: String) async throws {
        var configuration = try TestStorage.configuration(url)
        let late = WallTime(millisecondsSince1970: WallTime.now.millisecondsSince1970 + 3_660_000)
        configuration.retries.clock.now = { late }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) {
            try await S3FileStore(configuration).write([1], to: key)
        }
        #expect(error?.code == .accessDenied)
        #expect(error?.message.contains("clock") == true, "\(error?.message ?? "")")
    }

    @Test func `nothing that answers is said so`() async throws {
        var configuration = try TestStorage.configuration("http://127.0.0.1:1")
        configuration.retries.patience = .milliseconds(100)
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await S3FileStore(configuration).read(key) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("Nothing answers") == true, "\(error?.message ?? "")")
    }
}
