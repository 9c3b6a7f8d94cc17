import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import RegistryWeb

/// A connection on a clock that the test sets: limits are 10 seconds for a head, 5 for a body's silence, 1 for what is
/// unfinished at the end, 30 for the last answer.
@Suite struct RequestWatchTests {
    private static let limits = ConnectionLimits(
        head: .seconds(10), silence: .seconds(5), answerSilence: .seconds(20), unfinished: .seconds(1),
        answer: .seconds(30))

    private let loop = EmbeddedEventLoop()
    private let metrics = ServerMetrics()
    private let log = LogLines()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false)
        try WatchedHTTPChannel.watch(
            channel.pipeline.syncOperations, limits: Self.limits,
            unread: UnreadRequests(metrics: metrics, logger: log.logger))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    private func answer() throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "0"])
        try channel.writeOutbound(HTTPServerResponsePart.head(head))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    }

    private func written() throws -> String {
        var text = ""
        while let part = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
        return text
    }

    @Test func `a head sent byte by byte has one time for all of it`() throws {
        for byte in "GET / HTT" {
            #expect(channel.isActive)
            try send(String(byte))
            loop.advanceTime(by: .seconds(1))
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        let answer = try written()
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
        #expect(metrics.figures.unread == [.headTimeout: 1])
        let line = try #require(log.all.first)
        #expect(
            line.hasPrefix("info A request's head did not come in time ") && line.contains("\"reason\": head_timeout"))
        let number = try #require(answer.firstMatch(of: /(?i)x-request-id: ([0-9a-f]+)/)?.output.1)
        #expect(line.contains("\"requestId\": \(number)"))
    }

    @Test func `a connection that sends nothing is left to the limit of idle ones`() throws {
        loop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        try send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        loop.advanceTime(by: .hours(1))
        try answer()
        loop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
    }

    @Test func `a body may take its time as long as it comes`() throws {
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
        for _ in 1...20 {
            loop.advanceTime(by: .seconds(4))
            try send("a")
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
        #expect(metrics.figures.unread == [.bodyTimeout: 1])
    }

    @Test func `a body that goes on behind the answer is not waited for`() throws {
        try send("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
        try answer()
        loop.advanceTime(by: .seconds(4))
        try send("a")
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a head behind a request that is being answered is not late`() throws {
        try send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        try send("GET /")
        loop.advanceTime(by: .seconds(15))
        #expect(channel.isActive)
        try answer()
        loop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
    }

    @Test func `the end gives little time to what is unfinished`() throws {
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        loop.advanceTime(by: .milliseconds(900))
        try send("a")
        #expect(channel.isActive)
        loop.advanceTime(by: .milliseconds(100))
        #expect(!channel.isActive)
        #expect(metrics.figures.unread.isEmpty)
    }

    @Test func `the end waits for answers, but not for ever`() throws {
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        try send("123456789")
        loop.advanceTime(by: .seconds(29))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }
}
