import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import RegistryCore
import Synchronization

@testable import RegistryWeb

/// A server without a network, over a store and a folder of logs of its own.
struct WebFixture: Sendable {
    let logRoot: URL
    private let responder: WebResponder
    let charts: ChartMaker
    let tensorBoard: TensorBoardKeeper
    /// What the server answers, by address and method.
    let routes: [(method: HTTPRequest.Method, path: String)]

    init(
        store: any RegistryStore = MemoryStore(), limits: RequestLimits = RequestLimits(), hostNames: [String] = [],
        tokenFile: String? = nil, tensorBoard: TensorBoardSettings = TensorBoardSettings(),
        clock: any Clock<Duration> = ContinuousClock(), accessSources: AccessSources = .system
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
        logRoot = folder.appending(path: "logs", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: logRoot, withIntermediateDirectories: true)
        let configuration = VisualBackendConfiguration(
            hostNames: hostNames, tokenFile: tokenFile, logRoot: logRoot.path(percentEncoded: false),
            chartsFolder: folder.appending(path: "charts").path(percentEncoded: false), tensorBoard: tensorBoard,
            limits: limits)
        var logger = Logger(label: "test") { _ in QuietLogHandler() }
        logger.logLevel = .critical
        let backend = try VisualBackend(
            store: store, configuration: configuration, logger: logger, clock: clock,
            accessSources: accessSources, assets: try SharedAssets.pages)
        charts = try ChartMaker(configuration: configuration)
        routes = backend.router(charts: charts).routes.map { ($0.method, $0.path.description) }
        self.tensorBoard = backend.tensorBoard
        responder = backend.responder(charts: charts)
    }

    /// Writes a CSV file below the log folder.
    func writeCSV(_ path: String, _ text: String = "iteration,MSE\n1,0.5\n2,0.25\n3,0.125\n") throws {
        let file = logRoot.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func get(_ path: String, headers: HTTPFields = [:], host: String? = "localhost") async throws -> Answer {
        try await send(.get, path, headers: headers, host: host)
    }

    @discardableResult
    func post(_ path: String, _ body: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.post, path, headers: headers, body: body)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], host: String? = "localhost",
        body: String = ""
    ) async throws -> Answer {
        let head = HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        var logger = Logger(label: "test") { _ in QuietLogHandler() }
        logger[metadataKey: "hb.request.id"] = "0123456789"
        let context = ClientContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
        let response = try await responder.respond(to: request, context: context)
        let bytes = CollectedBytes()
        // A stream goes on until its connection ends, and here is none: see EventClient.
        if response.headers[.contentType] != "text/event-stream" { try await response.body.write(bytes) }
        return Answer(status: response.status, headers: response.headers, bytes: bytes.all)
    }
}

/// What the server answered.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as a JSON object; empty when it is none.
    var json: Document { (try? Document(json: bytes)) ?? [:] }

    /// The error's stable name, of `application/problem+json`.
    var code: String? {
        headers[.contentType] == "application/problem+json" ? json["code"]?.stringValue : nil
    }
}

private final class CollectedBytes: ResponseBodyWriter, Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var all: [UInt8] { bytes.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += Array(buffer.readableBytesView) } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Writes nothing, but remembers what its messages would carry, as real handlers do.
private struct QuietLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.critical

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {}
}
