import Foundation
import Hummingbird
import NIOCore
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct AnswerRoomTests {
    private static func answer(_ size: Int) -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(repeating: 97, count: size)))
    }

    private static func request(_ method: HTTPRequest.Method = .get) -> Request {
        Request(
            head: HTTPRequest(method: method, scheme: nil, authority: nil, path: "/"),
            body: RequestBody(buffer: ByteBuffer()))
    }

    @Test func `a large answer is refused while others wait, and has room when they are gone`() throws {
        let room = AnswerRoom(most: 1_000_000)
        do {
            let held = try room.hold(Self.answer(600_000), to: Self.request())
            #expect(room.waiting == 600_000)
            #expect(held.body.contentLength == 600_000)
            #expect {
                try room.hold(Self.answer(600_000), to: Self.request())
            } throws: {
                ($0 as? RequestRefusal)?.reason == .tooManyAnswers
            }
            _ = held
        }
        #expect(room.waiting == 0)
        _ = try room.hold(Self.answer(600_000), to: Self.request())
    }

    @Test func `an answer larger than the room goes when it is alone`() throws {
        let room = AnswerRoom(most: 100_000)
        let held = try room.hold(Self.answer(600_000), to: Self.request())
        #expect(held.body.contentLength == 600_000)
    }

    @Test func `small answers, those without content and files take no room`() throws {
        let room = AnswerRoom(most: 100_000)
        let held = try [
            room.hold(Self.answer(1_000), to: Self.request()),
            room.hold(Self.answer(600_000), to: Self.request(.head)),
        ]
        let place = AnswerPlace(in: room)
        place.stream()
        let heldFile = try room.hold(Self.answer(600_000), to: Self.request(), in: place)
        #expect(room.waiting == 0)
        _ = (held, heldFile)
    }

    @Test func `a file whose text is in its record takes room, one below the folder of logs does not`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "room-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = String(repeating: "a", count: 200_000)
        try Data(text.utf8).write(to: folder.appending(path: "file"))
        let logs = LogFolder(path: folder.path(percentEncoded: false))
        for (record, size) in [(["file": "a", "text": .string(text)], 200_000), (["file": "file"], 0)]
            as [(Document, Int)]
        {
            let room = AnswerRoom(most: 1_000_000)
            let place = AnswerPlace(in: room)
            let answer = try AnswerPlace.$current.withValue(place) {
                try FileContent(of: record, in: FilePlaces(folder: logs, media: MediaRoots([logs]))).response(
                    to: Self.request())
            }
            let held = try room.hold(answer, to: Self.request(), in: place)
            #expect(room.waiting == size)
            #expect(held.body.contentLength == 200_000)
        }
    }

    @Test(.timeLimit(.minutes(5))) func `large answers arrive whole, also one behind the other`() async throws {
        let store = MemoryStore()
        try await store.insert([["_id": 1, "text": .string(String(repeating: "a", count: 500_000))]], into: .artifacts)
        let limits = RequestLimits(mostWaitingBytes: 1)
        let answer = try await LiveServer.with(store: store, limits: limits) { port in
            let request = "GET /api/v1/artifacts HTTP/1.1\r\nHost: localhost\r\n"
            return try await LiveServer.exchange(port, "\(request)\r\n\(request)Connection: close\r\n\r\n")
        }
        #expect(answer.matches(of: /HTTP\/1.1 200 OK\r\n/).count == 2)
        #expect(answer.utf8.count > 1_000_000)
    }

    @Test(.timeLimit(.minutes(5))) func `a client that takes nothing of its answer is cut off and counted`()
        async throws
    {
        let store = MemoryStore()
        // More than the system's own buffers take.
        let text = Value.string(String(repeating: "a", count: 8_000_000))
        try await store.insert([["_id": 1, "text": text], ["_id": 2, "text": text]], into: .artifacts)
        let limits = RequestLimits(idleLimit: .seconds(3_600), answerSilenceLimit: .milliseconds(200))
        let log = LogLines()
        let figures = try await LiveServer.with(store: store, limits: limits, logger: log.logger) { port in
            try await SilentClient.with(port, "GET /api/v1/artifacts HTTP/1.1\r\nHost: localhost\r\n\r\n") {
                while !log.all.contains(where: { $0.contains("answer_not_taken") }) {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            return try await LiveServer.exchange(
                port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        #expect(figures.contains("loggerandviewer_http_unread_total{reason=\"answer_not_taken\"} 1\n"))
    }
}
