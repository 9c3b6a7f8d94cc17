import FileStorage
import FileTestKit
import Foundation
import MongoFiles
import MongoStorage
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@Suite("Files in a MongoDB that fails while it is used", .enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
struct MongoFilesFaultTests {
    private static let impatient = RetryPolicy(
        patience: .milliseconds(50), firstPause: .milliseconds(10), longestPause: .milliseconds(20))

    @Test func `a server that is stopped and started again is unavailable and then there, with the same store`()
        async throws
    {
        try await OwnMongod.with { server in
            let configuration = try MongoConfiguration(
                url: server.url(), timeLimit: .seconds(20), serverSelectionTimeout: .milliseconds(1_500))
            let store = try MongoFileStore(configuration, retries: Self.impatient)
            let key = try FileKey("a")
            let bytes = TestBytes.make(6 << 20)
            try await store.write(bytes, to: key)
            // In the middle of an upload, too.
            let stopping = ServerToStop(server)
            let number = Mutex(0)
            let chunks = FileChunks {
                let index = number.withLock { number in
                    defer { number += 1 }
                    return number
                }
                if index == 6 { stopping.stop() }
                return index < 12 ? Array(bytes[..<(1 << 20)]) : nil
            }
            #expect(
                await code { try await store.write(chunks, size: nil, to: key, options: WriteOptions()) }
                    == .unavailable)
            #expect(await code { try await store.read(key) } == .unavailable)
            #expect(await code { try await store.append([1], to: key) } == .unavailable)
            #expect(await code { try await store.list(FileListing()) } == .unavailable)
            #expect(await code { try await store.delete(key) } == .unavailable)
            try await server.start()
            try await server.waitForPrimary()
            #expect(try await store.read(key) == bytes)
            // What the broken upload left is known.
            #expect(try await store.collectLeftovers(unfinishedFor: .zero, replacedFor: .zero) == 1)
            try await store.append([1], to: key)
            #expect(try await store.read(key) == bytes + [1])
        }
    }

    @Test func `a server that comes back within the patience is waited for, and the upload goes on`() async throws {
        try await OwnMongod.with { server in
            let configuration = try MongoConfiguration(
                url: server.url(), timeLimit: .seconds(60), serverSelectionTimeout: .milliseconds(500))
            let store = try MongoFileStore(
                configuration, retries: RetryPolicy(patience: .seconds(120), longestPause: .milliseconds(500)))
            let key = try FileKey("a")
            let bytes = TestBytes.make(13 << 20)
            let number = Mutex(0)
            let stopping = ServerToStop(server)
            let chunks = FileChunks {
                let index = number.withLock { number in
                    defer { number += 1 }
                    return number
                }
                if index == 6 {
                    stopping.stop()
                    try await stopping.startAgain()
                }
                return index < 13 ? Array(bytes[index << 20..<(index + 1) << 20]) : nil
            }
            try await store.write(chunks, size: 13 << 20, to: key, options: WriteOptions())
            #expect(try await store.read(key) == bytes)
        }
    }

    @Test func `a commit whose answer was lost is not made twice`() async throws {
        try await OwnMongod.with(.withFaults) { server in
            let store = try MongoFileStore(url: server.url())
            let key = try FileKey("log")
            try await store.appendText("one\n", to: key)
            // Interrupted, not the primary any more, the network is gone.
            for (number, code) in [11_601, 10_107, 89, 6].enumerated() {
                try await server.fail(["commitTransaction"], code: Int64(code), times: 2)
                try await store.appendText("\(number)\n", to: key)
                try await server.fail(["insert", "update", "find", "delete"], code: Int64(code), times: 3)
                try await store.writeText("x", to: try FileKey("f\(number)"))
            }
            #expect(try await store.readText(key) == "one\n0\n1\n2\n3\n")
            #expect(try await store.allFiles().count == 5)
        }
    }

    @Test func `a silent server ends calls by their limit and by cancellation`() async throws {
        try await OwnMongod.with { server in
            let store = try MongoFileStore(
                try MongoConfiguration(url: server.url(), timeLimit: .seconds(2)), retries: Self.impatient)
            let key = try FileKey("a")
            try await store.writeText("text", to: key)
            server.freeze()
            let waiting = Task { try await store.read(key) }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            for call in [
                { _ = try await store.read(key) }, { try await store.append([1], to: key) },
                { try await store.delete(key) },
            ] as [@Sendable () async throws -> Void] {
                let found = await code { try await call() }
                #expect(found == .timedOut || found == .unavailable, "\(String(describing: found))")
            }
            server.thaw()
        }
    }

    @Test func `who may not write, or is not known, is told so, without the password`() async throws {
        try await OwnMongod.with(.withLogin) { server in
            let key = try FileKey("a")
            let good = try MongoFileStore(url: server.url(user: "ada:right@"))
            try await good.writeText("text", to: key)
            let wrong = try MongoFileStore(url: server.url(user: "ada:sesame@"))
            let error = await #expect(throws: RegistryError.self) { try await wrong.read(key) }
            #expect(error?.code == .accessDenied)
            let address = try await wrong.address(of: key)
            for shown in ["\(wrong)", error?.description ?? "", String(reflecting: error), address] {
                #expect(!shown.contains("sesame") && !shown.contains("ada:"), "\(shown)")
            }
            #expect(address == "mongodb://127.0.0.1:\(server.port)/test/a")
        }
    }

    @Test func `a standalone server is refused with what to do`() async throws {
        try await OwnMongod.with(.standalone) { server in
            let store = try MongoFileStore(url: server.url(), retries: Self.impatient)
            #expect(await code { try await store.list(FileListing()) } == .unsupported)
        }
    }

    @Test func `connections that are cut in the middle of a batch lose nothing and add nothing twice`() async throws {
        try await OwnMongod.with { server in
            // Four cuts, one after each 5 MB, fit within the file's 20.97 MB however the connections are used.
            let bytes = TestBytes.make(20 << 20)
            let key = try FileKey("a")
            let up = try await FaultProxy.start(
                to: "http://127.0.0.1:\(server.port)",
                FaultProxy.Fault(uploadLimit: 5_000_000, limitsAreShared: true, times: 4))
            let store = try MongoFileStore(url: Self.url(by: up))
            try await store.write(FileChunks(bytes), size: nil, to: key, options: WriteOptions())
            #expect(up.cutsLeft == 0)
            await up.stop()
            let down = try await FaultProxy.start(
                to: "http://127.0.0.1:\(server.port)",
                FaultProxy.Fault(downloadLimit: 5_000_000, limitsAreShared: true, times: 4))
            #expect(try await MongoFileStore(url: Self.url(by: down)).read(key) == bytes)
            #expect(down.cutsLeft == 0)
            await down.stop()
        }
    }

    private static func url(by proxy: FaultProxy) -> String {
        "mongodb\(proxy.url.dropFirst("http".count))/test?directConnection=true"
    }

    /// Off unless asked for: it writes a gibibyte to the disk.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["TEST_LARGE_FILES"] != nil,
            "not run: a gibibyte is written with TEST_LARGE_FILES=1"))
    func `a gibibyte goes there and back with a flat memory`() async throws {
        try await OwnMongod.with { server in
            let store = try MongoFileStore(url: server.url())
            let key = try FileKey("large")
            let block = TestBytes.make(1 << 20)
            let number = Mutex(0)
            let chunks = FileChunks {
                let index = number.withLock { number in
                    defer { number += 1 }
                    return number
                }
                return index < 1_024 ? block : nil
            }
            let before = Self.peakKibibytes()
            try await store.write(chunks, size: 1 << 30, to: key, options: WriteOptions())
            var count: Int64 = 0
            for try await chunk in try await store.readChunks(key) { count += Int64(chunk.count) }
            #expect(count == 1 << 30)
            let grown = Self.peakKibibytes() - before
            print("1 GiB written and read: the peak memory grew by \(grown) KiB")
            #expect(grown < 200_000)
        }
    }

    private static func peakKibibytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
