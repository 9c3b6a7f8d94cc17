import ArgumentParser
import ArtifactRegistry
import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import visual_backend

/// `visual-backend gc` as a user starts it.
@Suite struct CollectProgramTests {
    private let owned: OwnedFolder
    private let content: ContentStore
    private let needed: ContentID
    private let garbage: ContentID

    init() async throws {
        owned = try OwnedFolder()
        content = try ContentStore(try await LocalFileStore(folder: owned.url.appending(path: "store").path))
        needed = try await content.put(Array("needed".utf8)).id
        garbage = try await content.put(Array("garbage".utf8)).id
        // Written two days ago.
        for id in [needed, garbage] {
            let path = owned.url.appending(path: "store/\(try content.key(id))").path
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -172_800)], ofItemAtPath: path)
        }
        let registry = try await DataManager(url: "sqlite:\(owned.url.appending(path: "r.sqlite").path)")
        try await registry.addFile(["file": "weights.bin", "sha256": .string(needed.hexadecimal)])
        await registry.close()
    }

    private func run(_ arguments: String...) throws -> Program.End {
        try Program.run(["gc", "store", "--store", "sqlite:r.sqlite"] + arguments, in: owned.url)
    }

    @Test func `without --delete it only says what no record names`() async throws {
        let end = try run()
        #expect(
            end.code == 0 && end.output.contains("1 would be marked") && end.output.contains("\(garbage)"), "\(end)")
        #expect(!end.output.contains("\(needed)") && end.output.contains("Nothing was changed"))
        #expect(try run().output == end.output)
        #expect(try await content.contains(garbage))
    }

    @Test func `with it, what stays unnamed through the undo window is deleted, and nothing else`() async throws {
        #expect(try run("--delete").output.contains("1 marked"))
        let waiting = try run("--delete")
        #expect(waiting.output.contains("1 marked before"), "\(waiting)")
        #expect(try await content.contains(garbage))
        let gone = try run("--delete", "--undo-days", "0")
        #expect(gone.code == 0 && gone.output.contains("1 deleted, 7 bytes"), "\(gone)")
        #expect(try await !content.contains(garbage))
        #expect(try await content.contains(needed))
    }

    @Test func `what a record names again loses its mark`() async throws {
        _ = try run("--delete")
        let registry = try await DataManager(url: "sqlite:\(owned.url.appending(path: "r.sqlite").path)")
        try await registry.addFile(["file": "again.bin", "sha256": .string(garbage.hexadecimal)])
        await registry.close()
        #expect(try run("--delete", "--undo-days", "0").output.contains("1 named again"))
        #expect(try await content.contains(garbage))
    }

    @Test func `a place is what it is for a logger, and the environment says how it is reached`() throws {
        func shown(_ arguments: [String], _ environment: [String: String]) throws -> String {
            switch try CollectCommand.parse(arguments).filePlace(environment) {
            case .store(let store): store.description
            case .folder(let folder): "folder \(folder)"
            }
        }
        let local = ["AWS_ENDPOINT_URL": "http://127.0.0.1:8333"]
        #expect(try shown(["s3://objects/mine"], local) == "s3://objects/mine at 127.0.0.1:8333")
        let own = ["s3://objects/mine/", "--s3-endpoint", "http://127.0.0.1:9000"]
        #expect(try shown(own, local) == "s3://objects/mine at 127.0.0.1:9000")
        #expect(try shown(["s3://objects"], ["AWS_REGION": "eu-central-1"]).contains("eu-central-1"))
        #expect(
            try shown(["s3://objects", "--s3-region", "eu-west-2"], ["AWS_REGION": "eu-central-1"]).contains(
                "eu-west-2"))
        #expect(try shown(["file:///data/my%20runs"], [:]) == "folder /data/my runs")
        #expect(throws: (any Error).self) { try CollectCommand.parse(["s3://objects", "--s3-endpoint", ""]) }
        let google = #expect(throws: RegistryError.self) { try shown(["gs://objects/mine"], [:]) }
        #expect(google?.code == .invalidArgument && google?.message.contains("GOOGLE_APPLICATION_CREDENTIALS") == true)
        let key = ["GOOGLE_APPLICATION_CREDENTIALS": owned.url.appending(path: "missing.json").path]
        let keyless = #expect(throws: RegistryError.self) { try shown(["gs://objects"], key) }
        #expect(keyless?.code == .notFound)
        let other = #expect(throws: RegistryError.self) { try shown(["ftp://u:sesame@host/x"], [:]) }
        #expect(other?.code == .unsupported && other?.message.contains("sesame") == false)
        #expect(other?.message.contains("Numbers") == false)
    }

    @Test func `with --verify it says which contents are not what their names say, and changes nothing`() async throws {
        func verify() throws -> Program.End { try Program.run(["gc", "store", "--verify"], in: owned.url) }
        let whole = try verify()
        #expect(whole.code == 0 && whole.output.contains("2 contents, 13 bytes read; 2 are what"), "\(whole)")
        // The same size: storing it again would not see it.
        let path = owned.url.appending(path: "store/\(try content.key(garbage))")
        try Data("Garbage".utf8).write(to: path)
        let rotten = try verify()
        let key = try content.key(garbage)
        #expect(rotten.code == 65 && rotten.output.contains("DAMAGED \(key)"), "\(rotten)")
        #expect(rotten.output.contains("1 are damaged") && !rotten.output.contains("\(needed)"), "\(rotten)")
        #expect(try Data(contentsOf: path) == Data("Garbage".utf8))
        // What a crash left is not touched either, nor by a dry run.
        let left = owned.url.appending(path: "store/.lav-unfinished/left")
        try Data([1]).write(to: left)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: left.path)
        #expect(try verify().code == 65 && run().code == 0)
        #expect(FileManager.default.fileExists(atPath: left.path))
        #expect(try Program.run(["gc", "store", "--verify", "--folder", "none"], in: owned.url).code == 66)
        #expect(try Program.run(["gc", "store", "--verify", "--delete"], in: owned.url).code == 64)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `--verify that is told to end says what it found until then`(signal: Int32) async throws {
        try Data("Needed".utf8).write(to: owned.url.appending(path: "store/\(try content.key(needed))"))
        // A hole that takes minutes to read.
        let large = try FileHandle(forWritingTo: owned.url.appending(path: "store/\(try content.key(garbage))"))
        try large.truncate(atOffset: 400 << 30)
        try large.close()
        let end = try await Program.run(["gc", "store", "--verify"], until: "DAMAGED", then: signal, in: owned.url)
        #expect(end.code == 130, "\(end)")
        #expect(end.output.contains("So far: 1 contents, 6 bytes read; 0 are what"), "\(end)")
        #expect(end.output.contains("1 are damaged") && !end.output.contains("UNREADABLE"), "\(end)")
    }

    @Test func `what --delete would refuse is refused without it, and nothing is promised`() async throws {
        let empty = try await DataManager(url: "sqlite:\(owned.url.appending(path: "empty.sqlite").path)")
        await empty.close()
        let none = try Program.run(["gc", "store", "--store", "sqlite:empty.sqlite"], in: owned.url)
        #expect(none.code == 64 && none.errors.contains("names no content at all"), "\(none)")
        #expect(!none.output.contains("--delete does it"), "\(none)")
        #expect(try run("--also-store", "sqlite:empty.sqlite").code == 64)
        // One that names contents, and none of these.
        let other = try await DataManager(url: "sqlite:\(owned.url.appending(path: "other.sqlite").path)")
        try await other.addFile(["file": "x", "sha256": .string(String(repeating: "0", count: 64))])
        await other.close()
        let strange = try Program.run(["gc", "store", "--store", "sqlite:other.sqlite"], in: owned.url)
        #expect(strange.code == 64 && strange.errors.contains("No record names any of the 2 contents"), "\(strange)")
        #expect(!strange.output.contains("would be marked"), "\(strange)")
        #expect(try await content.contains(garbage))
    }

    @Test func `a registry that names nothing, a store that is not there and a place that is none delete nothing`()
        async throws
    {
        let empty = try await DataManager(url: "sqlite:\(owned.url.appending(path: "empty.sqlite").path)")
        await empty.close()
        for arguments in [["--store", "sqlite:empty.sqlite"], ["--store", "sqlite:none.sqlite"]] {
            let end = try Program.run(["gc", "store", "--delete", "--undo-days", "0"] + arguments, in: owned.url)
            #expect([64, 66].contains(end.code), "\(end)")
        }
        #expect(try Program.run(["gc", "elsewhere", "--store", "sqlite:r.sqlite"], in: owned.url).code == 66)
        let keys = try Program.run(["gc", "s3://AKIAID:hunter2@bucket", "--store", "sqlite:r.sqlite"], in: owned.url)
        #expect(keys.code != 0 && !"\(keys)".contains("hunter2"), "\(keys)")
        #expect(try await content.contains(needed))
        #expect(try await content.contains(garbage))
        // A second registry's records count as well.
        let other = try run("--also-store", "sqlite:none.sqlite", "--delete")
        #expect(other.code == 66)
    }
}
