import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import RegistryCore

/// Speaks with a server of this kind over its API, HTTP or HTTPS.
struct ServerClient: Sendable {
    /// How long an answer is waited for. The server gives up after 30 seconds by itself.
    private static let patience = TimeAmount.seconds(60)
    /// The largest answer: what the server gives at most, and one record more.
    private static let largestAnswer = 64 * 1_024 * 1_024

    private let http: HTTPClient
    /// The server's address without a path.
    let address: String
    private let token: String?

    /// - Parameters:
    ///   - url: `http://host:port` or `https://host`.
    ///   - token: what the server is shown; `nil` for one that asks for none.
    /// - Throws: ``RegistryError`` with `invalidArgument` for a URL or a token that is none. The message repeats neither.
    init(url text: String, token: String?) throws(RegistryError) {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(percentEncoded: true), !host.isEmpty, url.user == nil, ["", "/"].contains(url.path),
            url.query == nil
        else {
            throw RegistryError(
                .invalidArgument, "The server's URL has the form http://127.0.0.1:8080 or https://tracker.lab.")
        }
        guard token?.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) != false else {
            throw RegistryError(.invalidArgument, "What stands in place of the token cannot be one.")
        }
        let place = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        address = "\(scheme)://\(place)" + (url.port.map { ":\($0)" } ?? "")
        self.token = token
        http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: HTTPClient.Configuration(
                // A token is for this server alone.
                redirectConfiguration: .disallow,
                timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10), read: Self.patience)))
    }

    /// Whether a token is sent over a network that others can read.
    var showsToken: Bool {
        guard token != nil, address.hasPrefix("http:") else { return false }
        let host = address.dropFirst("http://".count)
        return !["127.", "localhost", "[::1]"].contains(where: host.hasPrefix)
    }

    /// Ends the connections.
    func close() async { try? await http.shutdown() }

    /// What the server answers to a body.
    ///
    /// - Throws: ``RegistryError`` with what the server says, or `unavailable` when nothing of this kind answers.
    func post(_ path: String, _ body: Document) async throws -> Document {
        var request = request(.POST, path)
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "accept", value: "application/json")
        request.body = .bytes(ByteBuffer(string: body.json()))
        let bytes = try await bytes(of: request)
        guard let answer = try? Document(json: bytes) else { throw stranger(status: 200) }
        return answer
    }

    /// The bytes at an address.
    ///
    /// - Throws: as ``post(_:_:)``.
    func get(_ path: String) async throws -> [UInt8] { try await bytes(of: request(.GET, path)) }

    private func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address + path)
        request.method = method
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        return request
    }

    private func bytes(of request: HTTPClientRequest) async throws -> [UInt8] {
        let (status, bytes): (UInt, [UInt8])
        do {
            let response = try await http.execute(request, timeout: Self.patience)
            status = response.status.code
            bytes = Array(try await response.body.collect(upTo: Self.largestAnswer).readableBytesView)
        } catch let error as HTTPClientError where error == .readTimeout || error == .deadlineExceeded {
            throw RegistryError(.timedOut, "\(address) took too long to answer.", underlying: error)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw RegistryError(.unavailable, "Nothing answers at \(address).", underlying: error)
        }
        guard status == 200 else {
            guard let problem = try? Document(json: bytes) else { throw stranger(status: status) }
            throw refusal(problem, status: status)
        }
        return bytes
    }

    /// The error that something else is at the address.
    func stranger(status: UInt) -> RegistryError {
        RegistryError(.unavailable, "What is at \(address) does not answer as this server does (\(status)).")
    }

    /// The server's own error, as one of this program's.
    private func refusal(_ problem: Document, status: UInt) -> RegistryError {
        guard let detail = problem["detail"]?.stringValue, let name = problem["code"]?.stringValue else {
            return stranger(status: status)
        }
        let number = problem["requestId"]?.stringValue.map { " (request \($0))" } ?? ""
        let code: RegistryError.Code =
            switch name {
            case "invalidArgument", "bodyTooLarge": .invalidArgument
            case "notFound": .notFound
            case "unauthorized", "forbidden", "accessDenied": .accessDenied
            case "readOnly": .readOnly
            case "timedOut", "requestTimeout": .timedOut
            case "corruptData": .corruptData
            case "unsupported": .unsupported
            case "internalFailure": .internalFailure
            default: .unavailable
            }
        let remedy =
            name == "unauthorized"
            ? " Name its file with --token-file, or put it into \(SelftestCommand.environmentVariable)." : ""
        return RegistryError(code, "\(address): \(detail.prefix(2_000))\(remedy)\(number)")
    }
}
