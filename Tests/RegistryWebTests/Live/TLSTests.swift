import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import RegistryCore
import Testing

@testable import RegistryWeb

/// The server with a certificate, spoken to by a client that checks it.
@Suite struct TLSTests {
    private let files: TLSFiles

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func write(_ name: String, _ kind: String, _ content: String) throws -> String {
            let file = folder.appending(path: name)
            try Data("-----BEGIN \(kind)-----\n\(content)\n-----END \(kind)-----\n".utf8).write(to: file)
            return file.path(percentEncoded: false)
        }
        files = TLSFiles(
            certificate: try write("c.pem", "CERTIFICATE", Self.certificate),
            key: try write("k.pem", "PRIVATE KEY", Self.key))
    }

    @Test func `with a certificate the server speaks TLS and keeps cookies to it`() async throws {
        let path = URL(filePath: files.key).deletingLastPathComponent().appending(path: "t.json").path(
            percentEncoded: false)
        let secret = try TokenFile(path: path).create(role: .read).secret
        let body = "token=\(secret)"
        let answer = try await LiveServer.with(tokenFile: path, tls: files) { [files] port in
            try await Self.exchange(
                port, trusting: files.certificate,
                "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "\r\n\(body)")
        }
        #expect(answer.hasPrefix("HTTP/1.1 303 "))
        #expect(answer.contains("__Host-lav-session=") && answer.contains("; Secure"))
    }

    @Test(.timeLimit(.minutes(5))) func `a handshake that does not come is not waited for`() async throws {
        let limits = RequestLimits(idleLimit: .seconds(3_600), headLimit: .milliseconds(20))
        let answer = try await LiveServer.with(limits: limits, tls: files) { port in
            // The first bytes of one, and then nothing.
            try await LiveServer.exchange(port, "\u{16}\u{3}\u{1}")
        }
        #expect(!answer.contains("200"))
    }

    @Test func `plain HTTP to a server with a certificate is answered with nothing`() async throws {
        let answer = try await LiveServer.with(tls: files) { port in
            try await LiveServer.exchange(port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        #expect(!answer.contains("HTTP/1.1 200"))
    }

    @Test func `a certificate and a key that are none are named before the server starts`() throws {
        for (wrong, code) in [
            (TLSFiles(certificate: files.key, key: files.key), .invalidArgument),
            (TLSFiles(certificate: files.certificate, key: "/nowhere"), .notFound),
            (TLSFiles(certificate: files.certificate, key: files.certificate), .invalidArgument),
        ] as [(TLSFiles, RegistryError.Code)] {
            #expect {
                _ = try VisualBackend(
                    store: MemoryStore(), configuration: VisualBackendConfiguration(port: 0, tls: wrong))
            } throws: { error in
                guard let error = error as? RegistryError else { return false }
                return error.code == code && error.message.contains("/") && !error.message.contains("MIG")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a pipe is no certificate and no key, and nobody waits for it`() throws {
        let pipe = files.key + ".pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        for wrong in [
            TLSFiles(certificate: pipe, key: files.key), TLSFiles(certificate: files.certificate, key: pipe),
        ] {
            let error = #expect(throws: RegistryError.self) { try wrong.configuration() }
            #expect(error?.code == .invalidArgument && error?.message.contains("\(pipe), is a pipe") == true)
        }
    }

    private static func exchange(_ port: Int, trusting certificate: String, _ text: String) async throws -> String {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(certificate))
        let context = try NIOSSLContext(configuration: configuration)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        try NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ByteBuffer()
            do {
                for try await part in inbound { answer.writeImmutableBuffer(part) }
            } catch is NIOSSLError {
                // The server ended the connection without a word of TLS: what came before counts.
            }
            return String(buffer: answer)
        }
    }

    /// One that signed itself, for localhost, from 2020 to 2120. It guards nothing.
    private static let certificate =
        "MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwIBcNMjAw"
        + "MTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqG"
        + "SM49AgEGCCqGSM49AwEHA0IABM2N5bAjBpSeC7XpQS3wwUNVDA5Z5/ZUNeldVBBk8wyYrimsGKto"
        + "oWUG9R2KZJGYyEhjWCJMp7Nto3jJ1Q80hT+jTjBMMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAA"
        + "ATAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBTePhnS52KnZbtfsRUk2SImL1BxsjAKBggqhkjO"
        + "PQQDAgNIADBFAiA/BCgJto5Ct5EvsIceErThQQrD+09X3xXXkN6Jovk+twIhANqzt40sUawUCldz"
        + "XgTM3YNCwgzs+xWcW19WoViEVP2G"

    private static let key =
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGH3hfFspCP5yY7GxDaDDEMUQmM57"
        + "2DzbICPiL+H1YtWhRANCAATNjeWwIwaUngu16UEt8MFDVQwOWef2VDXpXVQQZPMMmK4prBiraKFl"
        + "BvUdimSRmMhIY1giTKezbaN4ydUPNIU/"
}
