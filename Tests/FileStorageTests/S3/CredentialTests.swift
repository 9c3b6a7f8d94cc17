import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("Where keys come from")
struct CredentialTests {
    @Test func `profiles are read from both files, and the credentials file has the last word`() throws {
        let profiles = AWSProfiles(
            credentials:
                "[default]\naws_access_key_id = A1\naws_secret_access_key=S+/=1 # c\n\n[two]\naws_access_key_id=A2\n",
            config:
                "# c\n[default]\nregion = eu-west-1\naws_access_key_id = OLD\n[profile  two ]\naws_secret_access_key = S2\n"
                + "aws_session_token = T2\n[profile sso]\nsso_session = x\n[sso-session x]\nsso_start_url=y\n s3 =\n   a = b\n"
        )
        let first = try #require(try profiles.credentials(of: "default", isAsked: false))
        #expect(first.accessKey == "A1" && first.secret == "S+/=1")
        let second = try #require(try profiles.credentials(of: "two", isAsked: true))
        #expect(second.accessKey == "A2" && second.secret == "S2" && second.token == "T2")
        #expect(try profiles.credentials(of: "none", isAsked: false) == nil)
        #expect(throws: RegistryError.self) { try profiles.credentials(of: "none", isAsked: true) }
        let error = #expect(throws: RegistryError.self) { try profiles.credentials(of: "sso", isAsked: true) }
        #expect(error?.code == .unsupported)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a profile file that is a pipe is refused as one, and the null device has no profile`() async throws {
        let folder = try OwnedFolder()
        try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
        let files = ["AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_CONFIG_FILE": folder.path + "/pipe"]
        let error = await #expect(throws: RegistryError.self) { try await AWSProfiles.read(files) }
        #expect(error?.code == .invalidArgument && error?.message.contains("is a pipe") == true)
        let none = ["AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_CONFIG_FILE": folder.path + "/nothing"]
        #expect(try await AWSProfiles.read(none).credentials(of: "default", isAsked: false) == nil)
        // So tools are kept from reading somebody's own.
        let link = folder.path + "/config"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
        let linked = ["AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_CONFIG_FILE": link]
        #expect(try await AWSProfiles.read(linked).credentials(of: "default", isAsked: false) == nil)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "this system has no such file"))
    func `a profile file that the system does not read is not told to be forbidden`() async throws {
        let files = ["AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_CONFIG_FILE": "/proc/self/mem"]
        let error = await #expect(throws: RegistryError.self) { try await AWSProfiles.read(files) }
        #expect(error?.code == .unavailable)
    }

    @Test func `the environment comes before the files`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "credentials")
            try Data("[work]\naws_access_key_id=FILE\naws_secret_access_key=S\n".utf8).write(to: file)
            var environment = [
                "AWS_SHARED_CREDENTIALS_FILE": file.path, "AWS_CONFIG_FILE": "\(folder.path)/none",
                "AWS_PROFILE": "work",
                "AWS_EC2_METADATA_DISABLED": "true", "HOME": folder.path,
            ]
            #expect(try await CredentialSource.standard(environment).credentials()?.accessKey == "FILE")
            environment["AWS_ACCESS_KEY_ID"] = "ENV"
            let half = environment
            await #expect(throws: RegistryError.self) { try await CredentialSource.standard(half).credentials() }
            environment["AWS_SECRET_ACCESS_KEY"] = "S"
            #expect(try await CredentialSource.standard(environment).credentials()?.accessKey == "ENV")
            let none = ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true"]
            for source in [CredentialSource.standard(none), .environment(none), .profile(nil, none)] {
                let keeper = CredentialKeeper(source) { WallTime(millisecondsSince1970: 0) }
                // The second time, too: nothing is sent unsigned by somebody who meant to be known.
                for _ in 0..<2 {
                    let error = await #expect(throws: RegistryError.self) { try await keeper.credentials() }
                    #expect(error?.code == .accessDenied && error?.message.contains(source.description) == true)
                }
            }
            #expect(CredentialSource.standard(none).description.contains("AWS_ACCESS_KEY_ID"))
            for source in [CredentialSource.anonymous, .first(of: [.environment(none), .anonymous])] {
                let keeper = CredentialKeeper(source) { WallTime(millisecondsSince1970: 0) }
                #expect(try await keeper.credentials() == nil)
            }
        }
    }

    @Test func `a machine's role is asked for with a token of its own`() async throws {
        let server = FakeServer { request, _ in
            let token = request.headers.first { $0.name == "x-aws-ec2-metadata-token" }?.value
            switch (request.method, request.path, token) {
            case ("PUT", "/latest/api/token", _): return FakeServer.response(200, "TOKEN")
            case ("GET", "/latest/meta-data/iam/security-credentials/", "TOKEN"):
                return FakeServer.response(200, "role\n")
            case ("GET", "/latest/meta-data/iam/security-credentials/role", "TOKEN"):
                return FakeServer.response(
                    200,
                    #"{"AccessKeyId":"ASIA","SecretAccessKey":"S","Token":"T","Expiration":"2030-01-01T00:00:00Z"}"#)
            default: return FakeServer.response(401)
            }
        }
        let found = try await CredentialSource.instanceMetadata([:], http: server).credentials()
        #expect(found?.accessKey == "ASIA" && found?.token == "T")
        #expect(found?.expires == WallTime(iso8601: "2030-01-01T00:00:00Z"))
        #expect(server.requests.first?.host == "169.254.169.254")
        let nowhere = FakeServer { _, _ in throw TransportFailure(.timedOut) }
        let source = CredentialSource.instanceMetadata([:], http: nowhere, clock: nowhere.clock())
        #expect(try await source.credentials() == nil)
        #expect(nowhere.requests.count == InstanceMetadata.attempts)
        let refusing = FakeServer { _, _ in throw TransportFailure(.noConnection) }
        let other = CredentialSource.instanceMetadata([:], http: refusing, clock: refusing.clock())
        #expect(try await other.credentials() == nil && refusing.requests.count == 1)
    }

    /// A metadata service that does not answer the requests of some numbers.
    private static func metadata(slow: @escaping @Sendable (_ number: Int) -> Bool) -> FakeServer {
        FakeServer { request, number in
            if slow(number) { throw TransportFailure(.timedOut) }
            switch request.path {
            case "/latest/api/token": return FakeServer.response(200, "TOKEN")
            case "/latest/meta-data/iam/security-credentials/": return FakeServer.response(200, "role")
            default: return FakeServer.response(200, #"{"AccessKeyId":"ASIA","SecretAccessKey":"S","Token":"T"}"#)
            }
        }
    }

    @Test(arguments: 1...3)
    func `one slow answer of a machine's metadata is asked for again`(_ number: Int) async throws {
        let server = Self.metadata { $0 == number }
        let source = CredentialSource.instanceMetadata([:], http: server, clock: server.clock())
        #expect(try await source.credentials()?.accessKey == "ASIA")
        #expect(server.requests.count == 4)
    }

    @Test func `where there is no metadata service, it is waited for once in five minutes`() async throws {
        for kind in [TransportFailure.Kind.timedOut, .noConnection] {
            let attempts = kind == .timedOut ? InstanceMetadata.attempts : 1
            let nowhere = FakeServer { _, _ in throw TransportFailure(kind) }
            let clock = nowhere.clock()
            let source = CredentialSource.instanceMetadata([:], http: nowhere, clock: clock)
            for _ in 0..<5 { #expect(try await source.credentials() == nil) }
            #expect(nowhere.requests.count == attempts)
            try await clock.sleep(InstanceMetadata.absence)
            #expect(try await source.credentials() == nil && nowhere.requests.count == 2 * attempts)
        }
    }

    @Test func `who is busy at the metadata service's address and gives no token is not the service`() async throws {
        let proxy = FakeServer { _, _ in FakeServer.response(503) }
        let metadata = CredentialSource.instanceMetadata([:], http: proxy, clock: proxy.clock())
        let keeper = CredentialKeeper(.first(of: [metadata, .anonymous])) { WallTime(millisecondsSince1970: 0) }
        #expect(try await keeper.credentials() == nil)
        // It may be the service, which has a moment later what it was asked for.
        let busy = FakeServer { request, number in
            if number <= InstanceMetadata.attempts { return FakeServer.response(503) }
            return request.path == "/latest/api/token" ? FakeServer.response(200, "T") : FakeServer.response(503)
        }
        let source = CredentialSource.instanceMetadata([:], http: busy, clock: busy.clock())
        #expect(try await source.credentials() == nil)
        let error = await #expect(throws: RegistryError.self) { try await source.credentials() }
        #expect(error?.code == .unavailable)
    }

    @Test func `a metadata service that has answered and does so no more is out of order, and not absent`() async throws
    {
        let server = Self.metadata { $0 > 3 && $0 < 10 }
        let source = CredentialSource.instanceMetadata([:], http: server, clock: server.clock())
        _ = try await source.credentials()
        let error = await #expect(throws: RegistryError.self) { try await source.credentials() }
        #expect(error?.code == .unavailable)
        // Whoever asks a storage server with it asks again.
        let bucket = FakeServer { _, _ in FakeServer.response(200, "bytes") }
        let store = try bucket.store { $0.credentials = source }
        #expect(try await store.readText(try FileKey("a")) == "bytes")
    }

    @Test func `keys that are still good are used when others cannot be had, and until they end`() async throws {
        let time = Mutex<Int64>(0)
        let searches = Mutex(0)
        let isOut = Mutex(false)
        let source = CredentialSource("a test") {
            let number = searches.withLock {
                $0 += 1
                return $0
            }
            if isOut.withLock({ $0 }) { throw RegistryError(.unavailable, "away") }
            return try S3Credentials(
                accessKey: "KEY\(number)", secret: "s", expires: WallTime(millisecondsSince1970: 1_000_000))
        }
        let keeper = CredentialKeeper(source) { WallTime(millisecondsSince1970: time.withLock { $0 }) }
        #expect(try await keeper.credentials()?.accessKey == "KEY1")
        time.withLock { $0 = 900_000 }
        isOut.withLock { $0 = true }
        for _ in 0..<5 { #expect(try await keeper.credentials()?.accessKey == "KEY1") }
        // A source that is away is left in peace for a moment.
        #expect(searches.withLock { $0 } == 2)
        time.withLock { $0 = 911_000 }
        #expect(try await keeper.credentials()?.accessKey == "KEY1" && searches.withLock { $0 } == 3)
        time.withLock { $0 = 1_000_001 }
        await #expect(throws: RegistryError.self) { try await keeper.credentials() }
        isOut.withLock { $0 = false }
        #expect(try await keeper.credentials()?.accessKey == "KEY5")
    }

    @Test func `keys that the server says have ended are not used again, whatever they say of themselves`() async throws
    {
        let searches = Mutex(0)
        let source = CredentialSource("a test") {
            let isFirst = searches.withLock {
                $0 += 1
                return $0 == 1
            }
            guard isFirst else { throw RegistryError(.unavailable, "away") }
            return try S3Credentials(
                accessKey: "KEY", secret: "s", expires: WallTime(millisecondsSince1970: 1_000_000))
        }
        let keeper = CredentialKeeper(source) { WallTime(millisecondsSince1970: 0) }
        let kept = try #require(try await keeper.credentials())
        let error = await #expect(throws: RegistryError.self) { try await keeper.renew(kept) }
        #expect(error?.code == .unavailable)
    }

    @Test func `hostile profile files and dates never do more than be refused`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let letters = Array("[]=#; \n\r\tprofile default aws_access_key_id\u{0}é,:GMTSunJan0123456789")
        for _ in 0..<5_000 {
            let text = String(
                (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                    letters.randomElement(using: &generator) ?? "x"
                })
            _ = try? AWSProfiles(credentials: text, config: text).credentials(of: "default", isAsked: true)
            _ = HTTPDate.read(text)
            _ = PercentEncoding.decode(text)
            _ = S3Endpoint.parts(of: "http://\(text)")
        }
        #expect(HTTPDate.read("Sun, 06 Nov 1994 08:49:37 GMT") == WallTime(iso8601: "1994-11-06T08:49:37Z"))
        #expect(HTTPDate.read("Sun, 31 Feb 1994 08:49:37 GMT") == nil)
    }
}
