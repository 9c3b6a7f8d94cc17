import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing

@testable import TrainingLog
@testable import Vocabularies

struct StoredFilesTests {
    private let bench: MLBench
    private let bucket: AwayStore

    init() async throws {
        bench = try MLBench()
        bucket = AwayStore(try await LocalFileStore(folder: bench.folder.path + "/bucket"))
    }

    /// A logger of a machine whose folder of logs has a name.
    private func logger(on machine: String, hasBucket: Bool = true) throws -> MLLogger {
        var configuration = LoggerConfiguration(
            logsRoot: "\(bench.folder.path)/\(machine)", durability: .buffered(.milliseconds(1)),
            capturesEnvironment: false, systemMetricsInterval: nil, handlesTerminationSignals: false)
        configuration.onProblem = { _ in }
        guard hasBucket else { return try MLLogger(store: bench.store, configuration: configuration) }
        return try getLogger(filesIn: bucket, store: bench.store, configuration: configuration)
    }

    private func key(_ path: String) throws -> FileKey { try FileKey(path) }

    private struct Place: SinkPlace {
        let store: AwayStore
        let entries: [LogEntry]

        init(_ store: AwayStore) throws {
            self.store = store
            entries = try (0..<5).map { index in
                StoredFilesTests.entry(index, try StoredFilesTests.file("models/\(index).bin", [UInt8(index)]))
            }
        }

        func makeSink() -> any LogSink { StoredFilesSink(StoredFiles(store: store, folder: "run")) }

        func arrived() async throws -> [Int64] {
            var numbers: [Int64] = []
            for file in try await store.allFiles() { numbers += try await store.read(file.key).map { Int64($0) } }
            return numbers
        }

        var faultCount: Int { 1 }
        func breakDown(_ fault: Int) async throws { store.isAway = true }
        func mend() async throws { store.isAway = false }
    }

    private static func file(_ name: String, _ bytes: [UInt8]) throws -> LoggedFile {
        try LoggedFile(name: name, fileType: "file", contentType: "text/plain", label: name, step: nil, bytes: bytes)
    }

    private static func entry(_ sequence: Int64, _ file: LoggedFile) -> LogEntry {
        LogEntry(sequence: sequence, time: .now, content: .file(file))
    }

    @Test func `Files in a bucket keep the contract of sinks`() async throws {
        let folder = bench.folder.path
        try await SinkContract {
            try Place(AwayStore(try await LocalFileStore(folder: "\(folder)/\(UUID().uuidString)")))
        }.check()
    }

    /// Of a machine that has none of the files itself.
    private func expectStoredFiles(of run: MLLogger) async throws {
        #expect(try await run.files.loadText("notes.txt") == "all is well")
        #expect(try await run.files("checkpoints").load("epoch_1.bin") == [1, 2, 3])
        #expect(try await run.files.listStored() == ["checkpoints/epoch_1.bin", "models/best.json", "notes.txt"])
        #expect(try await run.files("checkpoints").listStored() == ["epoch_1.bin"])
        #expect(try run.files.list().isEmpty && !run.files.exists("notes.txt"))
        let error = await #expect(throws: RegistryError.self) { try await run.files.load("nothing.bin") }
        #expect(error?.code == .notFound)
    }

    @Test func `What is saved lies in the bucket as on the disk, and another machine loads it`() async throws {
        let one = try logger(on: "one")
        try await one.experiment("mnist") { experiment in
            try await experiment.run("lr0.1") { run in
                run.files.saveText("all is well", "notes.txt")
                try run.files("checkpoints").save(bytes: [1, 2, 3], "epoch_1.bin")
                run.logModel("best", ["rate": 0.1])
            }
        }
        try await one.close()
        #expect(
            try await bucket.allFiles().map(\.key.path) == [
                "mnist/lr0.1/files/checkpoints/epoch_1.bin", "mnist/lr0.1/files/models/best.json",
                "mnist/lr0.1/files/notes.txt",
            ])
        let disk = "\(bench.folder.path)/one/mnist/lr0.1/files/checkpoints/epoch_1.bin"
        #expect(try Data(contentsOf: URL(filePath: disk)) == Data([1, 2, 3]))

        let two = try logger(on: "two")
        try await two.experiment("mnist") { experiment in
            try await experiment.run("lr0.1") { run in
                try await expectStoredFiles(of: run)
            }
        }
        #expect(try await bench.runs().map(\.status) == [.finished, .finished])
    }

    @Test func `Files for a bucket that is away come to it with the next logger of the folder`() async throws {
        bucket.isAway = true
        let one = try logger(on: "one")
        one.files.saveText("early", "notes.txt")
        one.metrics.log("loss", 1, step: 0)
        let error = await #expect(throws: RegistryError.self) {
            try await one.logger.close(deadline: .milliseconds(500))
        }
        #expect(
            error?.code == .unavailable && error?.message.contains(StoredFilesSink.sinkName) == true,
            "\(error?.message ?? "")")
        #expect(bucket.writtenKeys.isEmpty)
        #expect(try await bench.points("loss", of: one.runID).count == 1)

        // One that knows no bucket takes nothing away from it.
        let other = try logger(on: "one", hasBucket: false)
        other.metrics.log("loss", 3, step: 2)
        try await other.close()

        bucket.isAway = false
        let two = try logger(on: "one")
        two.metrics.log("loss", 2, step: 1)
        try await two.close()
        let end = ContinuousClock.now + .seconds(20)
        while bucket.writtenKeys.isEmpty, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await bucket.readText(key("files/notes.txt")) == "early")
    }

    @Test func `While a store is tried again, its sink says what failed last, and where, without a secret`()
        async throws
    {
        let heard = HeardProblems()
        let secret = "hunter2hunter2"
        let away = try S3FileStore(
            S3Configuration(
                bucket: "bucket", endpoint: "http://127.0.0.1:1",
                credentials: .fixed(try S3Credentials(accessKey: "AKIATESTTESTTEST", secret: secret)),
                retries: RetryPolicy(patience: .zero)))
        let entry = Self.entry(0, try Self.file("x.txt", [1]))
        await #expect(throws: RegistryError.self) {
            try await TroubleListener.$current.withValue(TroubleListener { heard.add(LogProblem.text(of: $0)) }) {
                _ = try await StoredFilesSink(StoredFiles(store: away, folder: "run")).deliver([entry])
            }
        }
        #expect(heard.all.count == 2, "\(heard.all)")
        #expect(heard.all.first?.contains("No answer came from run in s3://bucket at 127.0.0.1:1") == true)
        #expect(heard.all.last?.contains("Nothing answers at") == true, "\(heard.all)")
        #expect(heard.all.allSatisfy { $0.contains("127.0.0.1:1") && !$0.contains(secret) }, "\(heard.all)")
    }

    @Test func `Of what was saved several times the last is written, and names that no store has are said`()
        async throws
    {
        let sink = StoredFilesSink(
            StoredFiles(store: bucket, folder: String(repeating: "a/", count: 300) + "run"))
        let long = String(repeating: "b", count: 500)
        let entries = [
            Self.entry(0, try Self.file("x.txt", [1])), Self.entry(1, try Self.file("y.txt", [2])),
            Self.entry(2, try Self.file(long, [3])), Self.entry(3, try Self.file("x.txt", [4])),
        ]
        #expect(try await sink.deliver(entries).map(\.sequence) == [2])
        #expect(bucket.writtenKeys.map { $0.suffix(5) } == ["y.txt", "x.txt"])
        #expect(!sink.takes(.line("text", .info)) && sink.takes(entries[0].content))
    }

    /// The sink of what a process that died left in the folder of a machine.
    private func lateSink(on machine: String) throws -> any LogSink {
        let place = StoredFiles(store: bucket, folder: "run")
        let folder = RunFolder(path: "\(bench.folder.path)/\(machine)/run")
        let makers = [place.sink].makers(
            run: RunID(hashing: [UInt8]()), startTime: WallTime(millisecondsSince1970: 0), late: LateFiles(folder))
        return try #require(makers.first).make()
    }

    /// Puts a file into a machine's folder that was logged at a time.
    private static func log(_ bytes: [UInt8], on machine: String, below folder: String, atSecond second: Int64) throws {
        let time = WallTime(millisecondsSince1970: second * 1_000)
        let entry = LogEntry(sequence: 0, time: time, content: .file(try file("x.ckpt", bytes)))
        let folder = MediaFolder(RunFolder(path: "\(folder)/\(machine)/run"), owner: "test")
        _ = try folder.keepFiles(of: [entry], encoded: EncodedMedia()) { _, file in
            file.name.map { folder.folder.filePath(of: $0) }
        }
    }

    private static func entry(_ bytes: [UInt8], atSecond second: Int64) throws -> LogEntry {
        LogEntry(
            sequence: second, time: WallTime(millisecondsSince1970: second * 1_000),
            content: .file(try file("x.ckpt", bytes)))
    }

    @Test func `What a process that died left for a bucket takes the place of nothing newer there`() async throws {
        try await bucket.write([2], to: key("run/files/x.ckpt"))
        try Self.log([2], on: "one", below: bench.folder.path, atSecond: 20)
        let sink = try lateSink(on: "one")
        #expect(try await sink.deliver([Self.entry([1], atSecond: 10)]).isEmpty)
        #expect(try await bucket.read(key("run/files/x.ckpt")) == [2])
        #expect(try await sink.deliver([Self.entry([3], atSecond: 30)]).isEmpty)
        #expect(try await bucket.read(key("run/files/x.ckpt")) == [3])
    }

    @Test func `What is logged while an earlier file is on its way to the bucket is there in the end`() async throws {
        let folder = bench.folder.path
        bucket.whileWriting { try Self.log([2], on: "one", below: folder, atSecond: 20) }
        #expect(try await lateSink(on: "one").deliver([Self.entry([1], atSecond: 10)]).isEmpty)
        #expect(try await bucket.read(key("run/files/x.ckpt")) == [2])
    }

    @Test(.enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
    func `A MongoDB database has what is saved, and another machine loads it`() async throws {
        let url = try #require(TestMongoDB.freshDatabaseURL())
        let parts = url.split(separator: "?", maxSplits: 1)
        let place = "\(parts[0])/team/runs" + (parts.count > 1 ? "?\(parts[1])" : "")
        func logger(on machine: String) throws -> MLLogger {
            try getLogger(
                place,
                configuration: LoggerConfiguration(
                    logsRoot: "\(bench.folder.path)/\(machine)", capturesEnvironment: false, systemMetricsInterval: nil,
                    handlesTerminationSignals: false))
        }
        let one = try logger(on: "one")
        one.files.saveText("all is well", "notes.txt")
        one.files.save(bytes: [UInt8](repeating: 7, count: 5 << 20), "models/best.bin")
        try await one.close()
        let two = try logger(on: "two")
        #expect(try await two.files.listStored() == ["models/best.bin", "notes.txt"])
        #expect(try await two.files.loadText("notes.txt") == "all is well")
        #expect(try await two.files.load("models/best.bin").count == 5 << 20)
        try await two.close()
    }

    /// The storage server that `make test` starts.
    private static let server = ProcessInfo.processInfo.environment["TEST_S3_URL"]

    @Test(.enabled(if: server != nil, "not run: `make test` starts this storage server, or says why it cannot"))
    func `A real S3 server has what is saved`() async throws {
        let variables = ProcessInfo.processInfo.environment
        let store = try S3FileStore(
            S3Configuration(
                bucket: variables["TEST_S3_BUCKET"] ?? "test-bucket", endpoint: Self.server,
                credentials: .fixed(
                    try S3Credentials(
                        accessKey: variables["TEST_S3_KEY"] ?? "key", secret: variables["TEST_S3_SECRET"] ?? "secret")),
                folder: try FileKey("tests/\(UUID().uuidString)")))
        let logger = try getLogger(
            filesIn: store,
            configuration: LoggerConfiguration(
                logsRoot: bench.folder.path + "/logs", capturesEnvironment: false, systemMetricsInterval: nil,
                handlesTerminationSignals: false))
        logger.files.saveText("all is well", "notes.txt")
        logger.files.save(bytes: [UInt8](repeating: 7, count: 3 << 20), "models/best.bin")
        try await logger.close()
        #expect(try await logger.files.listStored() == ["models/best.bin", "notes.txt"])
        #expect(try await store.readText(key("files/notes.txt")) == "all is well")
        #expect(try await store.read(key("files/models/best.bin")).count == 3 << 20)
    }
}
