import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct TensorBoardRoutesTests {
    private let fake: FakeTensorBoard
    private let server: WebFixture

    init() throws {
        fake = try FakeTensorBoard()
        server = try WebFixture(tensorBoard: fake.settings)
    }

    private func field(_ name: String, _ value: String) throws -> HTTPFields {
        [try #require(HTTPField.Name(name)): value]
    }

    @Test(arguments: [HTTPRequest.Method.get, .post])
    func `starting TensorBoard answers text, or JSON, as it is wished`(method: HTTPRequest.Method) async throws {
        let text = try await server.send(method, "/start-tensorboard")
        #expect(text.status == .ok && text.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(text.text == "TensorBoard is running on http://127.0.0.1:45678/\n")
        let json = try await server.send(method, "/start-tensorboard", headers: [.accept: "application/json"])
        #expect(json.json == ["status": "running", "url": "http://127.0.0.1:45678/", "port": 45_678])
        await server.tensorBoard.end()
    }

    @Test func `a browser is led to the page about it`() async throws {
        let before = try await server.get("/tensorboard", headers: [.accept: "text/html"])
        #expect(before.text.contains("TensorBoard is not running"))
        let started = try await server.post("/start-tensorboard", "", headers: [.accept: "text/html"])
        #expect(started.status == .seeOther && started.headers[.location] == "/tensorboard")
        let after = try await server.get("/tensorboard", headers: [.accept: "text/html"])
        #expect(after.text.contains("href=\"http://127.0.0.1:45678/\""))
        #expect(after.text.contains("ssh -N -L 45678:127.0.0.1:45678"))
        #expect(try await server.get("/").text.contains("action=\"/start-tensorboard\""))
        await server.tensorBoard.end()
    }

    @Test func `no page of another site starts TensorBoard, by GET either`() async throws {
        for headers in [
            try field("Sec-Fetch-Site", "cross-site"), try field("Sec-Fetch-Site", "same-site"),
            [.origin: "http://evil.example"],
        ] {
            for path in ["/start-tensorboard", "/start-tensorboard/", "/start-tensorboard?x=1"] {
                #expect(try await server.get(path, headers: headers).status == .forbidden)
            }
        }
        #expect(try await server.send(.head, "/start-tensorboard").status == .methodNotAllowed)
        #expect(fake.processes.isEmpty)
        let own = try field("Sec-Fetch-Site", "same-origin")
        #expect(try await server.get("/start-tensorboard", headers: own).status == .ok)
        await server.tensorBoard.end()
    }

    @Test func `starting TensorBoard needs the role write`() async throws {
        let access = try AccessFixture(tensorBoard: fake.settings)
        for method in [HTTPRequest.Method.get, .post] {
            #expect(try await access.server.send(method, "/start-tensorboard").status == .unauthorized)
            let reader = try await access.server.send(method, "/start-tensorboard", headers: access.bearer(.read))
            #expect(reader.status == .forbidden)
        }
        #expect(fake.processes.isEmpty)
        let writer = try await access.server.get("/start-tensorboard", headers: access.bearer(.write))
        #expect(writer.status == .ok)
        await access.server.tensorBoard.end()
    }

    @Test func `a session starts TensorBoard only when the request says that it comes from here`() async throws {
        let access = try AccessFixture(tensorBoard: fake.settings)
        let cookie = AccessFixture.cookie(of: try await access.logIn(.write))
        #expect(try await access.server.get("/start-tensorboard", headers: [.cookie: cookie]).status == .forbidden)
        var headers = try field("Sec-Fetch-Site", "same-origin")
        headers[.cookie] = cookie
        #expect(try await access.server.get("/start-tensorboard", headers: headers).status == .ok)
        await access.server.tensorBoard.end()
    }

    @Test func `a TensorBoard that is missing or fails is an error with words`() async throws {
        let missing = try WebFixture(tensorBoard: TensorBoardSettings(program: "/nowhere/tensorboard"))
        let answer = try await missing.get("/start-tensorboard")
        #expect(answer.status == .serviceUnavailable && answer.code == "unavailable")
        #expect(answer.json["detail"]?.stringValue?.contains("--tensorboard") == true)
        let failing = try FakeTensorBoard("echo '<b>broken' >&2; exit 1")
        let server = try WebFixture(tensorBoard: failing.settings)
        let failed = try await server.post("/start-tensorboard", "")
        #expect(failed.status == .serviceUnavailable)
        let page = try await server.get("/tensorboard", headers: [.accept: "text/html"]).text
        #expect(page.contains("ended with 1") && page.contains("&lt;b&gt;broken") && page.contains("Start it again"))
    }
}
