import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog
@testable import Vocabularies

/// Addresses of the places that an ``MLLogger`` keeps files in.
struct FileAddressTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `An address names a bucket and a folder, and the environment where it is`() throws {
        func shown(_ address: String, _ environment: [String: String] = [:]) throws -> String {
            switch try FilePlace.ofLogger(address, environment: environment) {
            case .store(let store): store.description
            case .folder: "a folder"
            }
        }
        #expect(try shown("s3://experiments").hasPrefix("s3://experiments at "))
        let local = ["AWS_ENDPOINT_URL": "http://127.0.0.1:8333"]
        #expect(try shown("S3://experiments/runs/mine/", local) == "s3://experiments/runs/mine at 127.0.0.1:8333")
        let both = local.merging(["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9000"]) { $1 }
        #expect(try shown("s3://experiments/runs", both) == "s3://experiments/runs at 127.0.0.1:9000")
        #expect(try shown("s3://experiments", ["AWS_DEFAULT_REGION": "eu-central-1"]).contains("eu-central-1"))
        #expect(
            try shown("mongodb://ada:verySecret@host:1,other/db/runs/mine/?tls=true")
                == "mongodb://host:1,other/db/runs/mine")
        #expect(try shown("MongoDB+srv://a.example.net") == "mongodb+srv://a.example.net/registry")
        #expect(try shown("./s3") == "a folder")
        for address in [
            "s3://", "s3:///runs", "s3://experiments//runs", "s3://experiments/../x", "s3://NO", "gs://a/b",
            "mongodb://", "mongodb://host/db/../x", "mongodb://host/db//x", "mongodb://host/admin/x",
        ] {
            expectError(.invalidArgument) { _ = try shown(address) }
        }
        expectError(.invalidArgument) { _ = try shown("s3://experiments", ["AWS_ENDPOINT_URL": "nowhere"]) }
        expectError(.notFound) {
            _ = try shown("gs://experiments", ["GOOGLE_APPLICATION_CREDENTIALS": bench.folder.path + "/missing"])
        }
        let error = #expect(throws: RegistryError.self) { try shown("s3://KEY:verySecret@experiments/runs") }
        #expect(error?.code == .invalidArgument && error?.message.contains("verySecret") == false)
        let other = #expect(throws: RegistryError.self) { try shown("mongodb://KEY:very/Secret/key@host/db") }
        #expect(other?.code == .invalidArgument && other?.message.contains("Secret") == false)
    }

    @Test(arguments: [
        ("file:///data/my%20runs", "/data/my runs"), ("FILE:///data/my runs", "/data/my runs"),
        ("file:/data/runs", "/data/runs"), ("file://localhost/data/%C3%A4", "/data/ä"),
        ("file:///data/50%25", "/data/50%"), ("./file:/x", "./file:/x"), ("runs/2024:/x", "runs/2024:/x"),
        ("run:1", "run:1"), ("/data/my%20runs", "/data/my%20runs"),
    ])
    func `The address of a file is decoded, and a path is taken as it is`(address: String, expected: String) throws {
        let place = try FilePlace.ofLogger(address, environment: [:])
        guard case .folder(let folder) = place else {
            Issue.record("\(address) is no folder but \(place)")
            return
        }
        #expect(folder == expected)
    }
}
