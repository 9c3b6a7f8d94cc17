import FileStorage
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

/// Addresses of places of files, as people write them.
struct FilePlaceTests {
    private func shown(
        _ address: String, _ environment: [String: String] = [:],
        database: ((_ url: String) throws(RegistryError) -> any FileStore)? = nil
    ) throws -> String {
        switch try FilePlace(address, environment: environment, advice: "Ask Ada.", database: database) {
        case .folder(let folder): "folder \(folder)"
        case .store(let store): store.description
        }
    }

    @Test func `A path is a folder, and an address of a bucket is where the environment says`() throws {
        #expect(try shown("./runs") == "folder ./runs")
        #expect(try shown("file:///data/my%20runs") == "folder /data/my runs")
        let local = ["AWS_ENDPOINT_URL": "http://127.0.0.1:8333", "AWS_ENDPOINT_URL_S3": ""]
        #expect(try shown("S3://objects/mine/", local) == "s3://objects/mine at 127.0.0.1:8333")
        #expect(try shown("s3://objects", ["AWS_DEFAULT_REGION": "eu-central-1"]).contains("eu-central-1"))
        for scheme in ["gs", "gcs", "gcp"] {
            let unnamed = #expect(throws: RegistryError.self) { try shown("\(scheme)://objects") }
            #expect(unnamed?.code == .invalidArgument)
            let key = ["GOOGLE_APPLICATION_CREDENTIALS": "/no/such/key.json"]
            let missing = #expect(throws: RegistryError.self) { try shown("\(scheme)://objects", key) }
            #expect(missing?.code == .notFound)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "this system has no such file"))
    func `Google's key that is there and cannot be read is not told to be missing`() {
        let key = ["GOOGLE_APPLICATION_CREDENTIALS": "/proc/self/mem"]
        let error = #expect(throws: RegistryError.self) { try shown("gs://objects", key) }
        #expect(error?.code == .unavailable)
    }

    @Test(.timeLimit(.minutes(1))) func `A pipe in the place of Google's key is refused, and not waited for`() throws {
        let folder = try OwnedFolder()
        try #require(mkfifo(folder.path + "/key", 0o600) == 0)
        let error = #expect(throws: RegistryError.self) {
            try shown("gs://objects", ["GOOGLE_APPLICATION_CREDENTIALS": folder.path + "/key"])
        }
        #expect(error?.code == .invalidArgument && error?.message.contains("is a pipe") == true)
    }

    @Test func `A database is reached by whoever asks, when there is such a thing`() throws {
        let refused = #expect(throws: RegistryError.self) { try shown("mongodb://ada:verySecret@host/db") }
        #expect(refused?.code == .unsupported && refused?.message.contains("verySecret") == false)
        #expect(refused?.message.contains("mongodb://host") == false, "what is not there is not advised")
        var asked: [String] = []
        let error = #expect(throws: RegistryError.self) {
            try shown("MongoDB+srv://host/db/runs") { url throws(RegistryError) in
                asked.append(url)
                throw RegistryError(.unavailable, "It is away.")
            }
        }
        #expect(error?.code == .unavailable && asked == ["mongodb+srv://host/db/runs"])
    }

    @Test func `Whatever else is refused, with the advice and without a secret`() throws {
        for address in [
            "ftp://ada:verySecret@host/x", "https://ada:verySecret@host", "s3:/bucket", "What:/x", "verySecret@://host",
            "AKIAKEY:verySecret@s3://bucket", "ada:verySecret@http://host", "verySecret@s3://bucket", "://verySecret",
        ] {
            let error = #expect(throws: RegistryError.self) { try shown(address) }
            #expect(error?.code == .unsupported, "\(address)")
            #expect(error?.message.hasSuffix("Ask Ada.") == true, "\(address)")
            // An address is shown in lower case.
            #expect(error?.message.lowercased().contains("verysecret") == false, "\(address)")
        }
        let ftp = #expect(throws: RegistryError.self) { try shown("FTP://host") }
        #expect(ftp?.message.contains("ftp://") == true)
        for address in ["", "a\u{0}b", "s3://", "s3:///x", "s3://KEY:verySecret@objects", "file:///100%"] {
            let error = #expect(throws: RegistryError.self) { try shown(address) }
            #expect(error?.code == .invalidArgument && error?.message.contains("verySecret") == false, "\(address)")
        }
        let relative = #expect(throws: RegistryError.self) { try shown("file:relative") }
        #expect(relative?.code == .unsupported)
    }
}
