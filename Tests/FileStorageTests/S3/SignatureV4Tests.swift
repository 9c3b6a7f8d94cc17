import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import FileStorage

@Suite("Amazon's signature, version 4")
struct SignatureV4Tests {
    private struct Signed: Decodable {
        var path: String
        var query: [[String]]
        var authorization: String
        var presigned: String
    }

    /// Why botocore cannot be asked; `nil` when it can.
    static let absence: String? = {
        do {
            _ = try TestPython.run("import botocore.auth")
            return nil
        } catch {
            return "not run: \(error)"
        }
    }()

    private static let moment = WallTime(iso8601: "2026-01-31T23:59:59Z")

    @Test(.enabled(if: absence == nil, "\(absence ?? "")"))
    func `names of any kind are signed as botocore signs them`() throws {
        let names = [
            "plain", "a b", "a+b", "a%20b", "100%", "q?x=1&y=2", "#frag", "é/e\u{301}/日本語/🎯", "back\\slash",
            "'\"<>&;:@$,!*()[]{}",
            "dir/.hidden/...", "~tilde~", "=", "A/a", String(repeating: "k", count: 900),
        ]
        let script = """
            import datetime, json, sys
            import botocore.auth as auth
            from botocore.awsrequest import AWSRequest
            from botocore.credentials import Credentials
            class Fixed(datetime.datetime):
                @classmethod
                def utcnow(cls): return cls(2026, 1, 31, 23, 59, 59)
                @classmethod
                def now(cls, tz=None): return cls(2026, 1, 31, 23, 59, 59, tzinfo=tz)
            auth.datetime = type("m", (), {"datetime": Fixed, "timezone": datetime.timezone, "timedelta": datetime.timedelta})
            auth.get_current_datetime = lambda remove_tzinfo=True: Fixed(2026, 1, 31, 23, 59, 59)
            from urllib.parse import quote, urlencode
            key = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "token/with+signs=")
            out = []
            for name in json.loads(sys.argv[1]):
                path = "/bucket/" + quote(name, safe="/-._~")
                query = [["partNumber", "7"], ["uploadId", name[:40]], ["uploads", ""]]
                text = "&".join(quote(k, safe="-._~") + "=" + quote(v, safe="-._~") for k, v in query)
                request = AWSRequest("PUT", "https://storage.test" + path + "?" + text, data=b"body")
                request.headers["content-md5"] = "hBotaJrYa9FhFEdFPCLG/A=="
                auth.S3SigV4Auth(key, "s3", "eu-central-1").add_auth(request)
                other = AWSRequest("GET", "https://storage.test" + path)
                auth.S3SigV4QueryAuth(key, "s3", "eu-central-1", expires=600).add_auth(other)
                out.append({"path": path, "query": query, "authorization": request.headers["Authorization"], "presigned": other.url})
            print(json.dumps(out))
            """
        let list = String(decoding: try JSONEncoder().encode(names), as: UTF8.self)
        let expected = try JSONDecoder().decode([Signed].self, from: TestPython.run(script, list))
        let credentials = try S3Credentials(
            accessKey: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token: "token/with+signs=")
        let signer = SignatureV4(region: "eu-central-1")
        let moment = try #require(Self.moment)
        #expect(expected.count == names.count)
        for (name, expected) in zip(names, expected) {
            let path = "/bucket/" + PercentEncoding.encode(name, keepsSlash: true)
            #expect(path == expected.path)
            var request = StorageRequest(
                method: "PUT", scheme: "https", host: "storage.test", path: path,
                query: expected.query.map { (name: $0[0], value: $0[1]) },
                headers: [("content-md5", "hBotaJrYa9FhFEdFPCLG/A==")])
            signer.sign(
                &request, bodyHash: "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5", by: credentials,
                at: moment)
            #expect(request.headers.first { $0.name == "authorization" }?.value == expected.authorization, "\(name)")
            var other = StorageRequest(method: "GET", scheme: "https", host: "storage.test", path: path)
            signer.presign(&other, by: credentials, at: moment, validSeconds: 600)
            #expect(Self.parts(other.url) == Self.parts(expected.presigned), "\(name)")
        }
    }

    /// An address as its path and the set of its query's parts: botocore has them in another order.
    private static func parts(_ url: String) -> [String] {
        let halves = url.split(separator: "?", maxSplits: 1).map(String.init)
        return [halves[0]] + halves.dropFirst().flatMap { $0.split(separator: "&").map(String.init).sorted() }
    }

    private struct Vector: Decodable, Sendable {
        var name: String
        var method: String
        var path: String
        var query: [[String]]
        var headers: [[String]]
        var body: String
        var canonical: String
        var authorization: String
    }

    /// The published vectors come inside botocore's source, which is fetched for the test and kept nowhere.
    private static let vectors: Result<[Vector], any Error> = Result {
        let script = """
            import io, json, os, pathlib, subprocess, sys, tarfile, tempfile, urllib.parse
            import botocore
            with tempfile.TemporaryDirectory() as folder:
                done = subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--no-binary", ":all:", "-d", folder, "botocore==" + botocore.__version__],
                    capture_output=True, text=True, timeout=100)
                found = list(pathlib.Path(folder).glob("botocore-*.tar.gz"))
                if not found:
                    print(json.dumps(None))
                    sys.exit()
                files = {}
                with tarfile.open(found[0]) as tar:
                    for member in tar:
                        if "/aws4_testsuite/" in member.name and member.isfile():
                            files[member.name.split("/aws4_testsuite/")[1]] = tar.extractfile(member).read().decode()
            out = []
            for name in sorted(n for n in files if n.endswith(".req")):
                head, _, body = files[name].replace("\\r", "").partition("\\n\\n")
                first, *lines = head.split("\\n")
                method, rest = first.split(" ", 1)
                target = rest.rsplit(" ", 1)[0]
                path, _, query = target.partition("?")
                headers = []
                for line in lines:
                    if line[:1] in " \\t":
                        headers[-1][1] += "\\n" + line
                    else:
                        key, _, value = line.partition(":")
                        headers.append([key.lower(), value])
                base = name[:-4]
                out.append({"name": base, "method": method, "path": urllib.parse.quote(path, safe="/-._~%"),
                    "query": [list(p) for p in urllib.parse.parse_qsl(query, keep_blank_values=True)], "headers": headers, "body": body,
                    "canonical": files[base + ".creq"].replace("\\r", ""), "authorization": files[base + ".authz"].strip()})
            print(json.dumps(out))
            """
        let found = try JSONDecoder().decode([Vector]?.self, from: TestPython.run(script))
        guard let found else { throw TestPython.Failure(description: "botocore's source cannot be fetched by pip") }
        return found
    }

    /// Why the vectors cannot be compared; `nil` when they can.
    private static let vectorsAbsence: String? = {
        if case .failure(let reason) = vectors { return "not run: \(reason)" }
        return nil
    }()

    @Test(.enabled(if: vectorsAbsence == nil, "\(vectorsAbsence ?? "")"))
    func `the published vectors are signed as they should be`() throws {
        let vectors = try Self.vectors.get()
        let credentials = try S3Credentials(
            accessKey: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        var compared = 0
        // Other services than S3 have paths made normal first, and tokens added after signing.
        for vector in vectors
        where !vector.name.contains("normalize-path") && !vector.name.contains("post-sts-header-after")
            && !vector.name.contains("with-session-token")
        {
            let host = vector.headers.first { $0[0] == "host" }?[1] ?? ""
            var request = StorageRequest(
                method: vector.method, scheme: "https", host: host, path: vector.path,
                query: vector.query.map { (name: $0[0], value: $0[1]) },
                headers: vector.headers.filter { $0[0] != "host" && $0[0] != "x-amz-date" }.map {
                    (name: $0[0], value: $0[1])
                })
            let hash = SHA256.hexadecimalDigest(of: Array(vector.body.utf8))
            let moment = try #require(WallTime(iso8601: "2015-08-30T12:36:00Z"))
            SignatureV4(region: "us-east-1", service: "service")
                .sign(&request, bodyHash: hash, by: credentials, at: moment, saysBodyHash: false)
            #expect(
                request.headers.first { $0.name == "authorization" }?.value == vector.authorization, "\(vector.name)")
            compared += 1
        }
        #expect(compared > 15)
    }

    @Test func `a request of S3's own examples has the published signature`() throws {
        // From "Authenticating Requests: Using the Authorization Header", GET Object.
        let credentials = try S3Credentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        var request = StorageRequest(
            method: "GET", scheme: "https", host: "examplebucket.s3.amazonaws.com", path: "/test.txt",
            headers: [("range", "bytes=0-9")])
        let moment = try #require(WallTime(iso8601: "2013-05-24T00:00:00Z"))
        SignatureV4(region: "us-east-1").sign(
            &request, bodyHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", by: credentials,
            at: moment)
        #expect(
            request.headers.last?.value.hasSuffix(
                "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41") == true)
        var address = StorageRequest(
            method: "GET", scheme: "https", host: "examplebucket.s3.amazonaws.com", path: "/test.txt")
        SignatureV4(region: "us-east-1").presign(&address, by: credentials, at: moment, validSeconds: 86_400)
        #expect(
            address.url.contains("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
    }
}
