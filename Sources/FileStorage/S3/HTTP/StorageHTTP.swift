import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends requests with AsyncHTTPClient. One client serves all stores as long as the process lives: it holds connections
/// that are idle for a minute, and nothing that would have to be given back.
package struct StorageHTTP: HTTPSending {
    package static let shared = StorageHTTP()

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            // What is signed is for one server alone.
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10), read: .seconds(60), write: .seconds(60)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 32
        // Whether to try again is decided once, above.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    package func send(_ request: StorageRequest, timeLimit: Duration?) async throws -> StorageResponse {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        for (name, value) in request.headers { message.headers.add(name: name, value: value) }
        if request.body.count > RequestPieces.size {
            message.body = .stream(RequestPieces(bytes: request.body), length: .known(Int64(request.body.count)))
        } else if !request.body.isEmpty {
            message.body = .bytes(ByteBuffer(bytes: request.body))
        } else if request.method == "PUT" || request.method == "POST" {
            message.headers.add(name: "content-length", value: "0")
        }
        let deadline = timeLimit.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
        do {
            let response = try await Self.client.execute(message, deadline: deadline)
            let headers = response.headers.map { (name: $0.name.lowercased(), value: $0.value) }
            let body = ResponseBody(response.body)
            return StorageResponse(
                status: Int(response.status.code), headers: headers, body: FileChunks { try await body.next() })
        } catch {
            throw Self.failure(error)
        }
    }

    /// What a client's error is for us.
    static func failure(_ error: any Error) -> any Error {
        if error is CancellationError || error is TransportFailure { return error }
        if let error = error as? HTTPClientError {
            switch error {
            case .cancelled:
                return Task.isCancelled ? CancellationError() : TransportFailure(.brokenConnection, underlying: error)
            case .readTimeout, .writeTimeout, .deadlineExceeded: return TransportFailure(.timedOut, underlying: error)
            case .connectTimeout: return TransportFailure(.noConnection, underlying: error)
            default: return TransportFailure(.brokenConnection, underlying: error)
            }
        }
        // A refused connection comes as the one or the other.
        if error is NIOConnectionError || (error as? IOError)?.errnoCode == ECONNREFUSED {
            return TransportFailure(.noConnection, underlying: error)
        }
        let name = String(describing: type(of: error))
        if name.contains("SSL") || name.contains("TLS") { return TransportFailure(.notTrusted, underlying: error) }
        return TransportFailure(.brokenConnection, underlying: error)
    }
}
