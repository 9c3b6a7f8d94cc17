import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct SessionTableTests {
    private let time = TestTime()

    private func token(_ id: String = "00000001", expires: WallTime? = nil) -> AccessToken {
        AccessToken(
            id: id, name: id, role: .write, created: time.now, expires: expires, digest: TokenDigest(of: id))
    }

    @Test func `a session lasts twelve hours`() {
        let table = SessionTable(sources: time.sources)
        let token = token()
        let session = table.begin(with: token)
        time.advance(seconds: 12 * 3_600 - 1)
        #expect(table.token(of: session, among: [token])?.id == token.id)
        time.advance(seconds: 1)
        #expect(table.token(of: session, among: [token]) == nil)
    }

    @Test func `a session ends with its token, and when somebody logs out`() {
        let table = SessionTable(sources: time.sources)
        let short = token(expires: WallTime(millisecondsSince1970: time.now.millisecondsSince1970 + 60_000))
        let sessions = (0..<3).map { _ in table.begin(with: short) }
        #expect(table.token(of: sessions[0], among: [token("00000002")]) == nil)
        table.end(sessions[1])
        #expect(table.token(of: sessions[1], among: [short]) == nil)
        #expect(table.token(of: sessions[2], among: [short]) != nil)
        time.advance(seconds: 60)
        #expect(table.token(of: sessions[2], among: [short]) == nil)
    }

    @Test func `a new token with an old one's identifier does not take over its sessions`() {
        let table = SessionTable(sources: time.sources)
        let session = table.begin(with: token())
        let other = AccessToken(
            id: "00000001", name: "x", role: .admin, created: time.now, expires: nil, digest: TokenDigest(of: "other"))
        #expect(table.token(of: session, among: [other]) == nil)
    }

    @Test func `sessions do not grow without bound`() {
        let table = SessionTable(sources: time.sources)
        let token = token()
        let first = table.begin(with: token)
        time.advance(seconds: 1)
        let later = (0..<SessionTable.most).map { _ in table.begin(with: token) }
        #expect(table.token(of: first, among: [token]) == nil)
        #expect(later.allSatisfy { table.token(of: $0, among: [token]) != nil })
    }
}
