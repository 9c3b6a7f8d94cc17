import RegistryCore
import Testing

@testable import visual_backend

/// The attacks must be able to fail: a server that answers them all as if they were harmless withstands few.
@Suite struct AttackTests {
    private let target: AttackTarget
    private let attacks: [Attack]

    init() throws {
        target = try AttackTarget(url: "http://127.0.0.1:8080", token: "lav_x")
        attacks =
            Attack.files(target) + Attack.queries(target) + Attack.senders(target) + Attack.sizes(target)
            + Attack.tokens(target)
    }

    @Test func `a server that refuses nothing is found out`() {
        let answer = AttackAnswer(text: "HTTP/1.1 200 OK\r\n\r\nroot:x:0:0", isOpen: false)
        let withstood = Set(attacks.filter { $0.fault(answer) == nil }.map(\.kind))
        // These may be answered; what must not come of them is looked for in the answer.
        #expect(withstood == ["SQL injection", "slow patterns", "XSS"])
    }

    @Test func `a server that shows what it was sent is found out`() {
        for attack in attacks where attack.kind == "XSS" {
            let text = attack.name.split(separator: " in /").first.map(String.init) ?? ""
            #expect(attack.fault(AttackAnswer(text: "HTTP/1.1 200 OK\r\n\r\n<p>\(text)</p>", isOpen: false)) != nil)
        }
    }

    @Test func `a server that fails, or holds on, is found out`() {
        for attack in attacks {
            #expect(attack.fault(AttackAnswer(text: "HTTP/1.1 500 No\r\n\r\n", isOpen: false)) != nil)
            #expect(attack.fault(AttackAnswer(text: "", isOpen: true)) != nil)
        }
    }

    @Test func `a dozen wrong tokens have to be too many`() throws {
        let guesses = try #require(attacks.first { $0.kind == "guessed tokens" })
        #expect(guesses.last(AttackAnswer(text: "HTTP/1.1 401 No\r\n\r\n", isOpen: false)) != nil)
        #expect(guesses.last(AttackAnswer(text: "HTTP/1.1 429 No\r\n\r\n", isOpen: false)) != nil)
        #expect(guesses.last(AttackAnswer(text: "HTTP/1.1 429 No\r\nRetry-After: 9\r\n\r\n", isOpen: false)) == nil)
    }

    @Test(arguments: ["", "https://x", "http://", "http://a:b@x", "http://x/path", "x:80", "ftp://x"])
    func `what is no server's address is refused`(url: String) {
        #expect(throws: RegistryError.self) { try AttackTarget(url: url, token: "") }
    }

    @Test func `a token cannot become another line of a request`() {
        #expect(throws: RegistryError.self) { try AttackTarget(url: "http://x", token: "a\r\nHost: b") }
    }
}
