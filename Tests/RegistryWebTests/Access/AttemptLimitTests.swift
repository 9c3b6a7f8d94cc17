import Testing

@testable import RegistryWeb

@Suite struct AttemptLimitTests {
    private let time = TestTime()

    private func limit() -> AttemptLimit { AttemptLimit(now: time.sources.now) }

    @Test func `after ten wrong tokens of an address its others are put off, for the rest of a minute`() {
        let limit = limit()
        for _ in 0..<AttemptLimit.mostPerAddress { #expect(limit.attempt(from: "a") { false } == .rejected) }
        time.advance(seconds: 18.5)
        #expect(limit.attempt(from: "a") { false } == .tooMany(secondsToWait: 42))
        #expect(limit.attempt(from: "b") { false } == .rejected)
        time.advance(seconds: 41.5)
        #expect(limit.attempt(from: "a") { false } == .rejected)
    }

    @Test func `all addresses together have a limit`() {
        let limit = limit()
        for number in 0..<AttemptLimit.most { #expect(limit.attempt(from: "\(number)") { false } == .rejected) }
        #expect(limit.attempt(from: "new") { false } == .tooMany(secondsToWait: 60))
    }

    @Test func `one program with a wrong token does not lock out those with a right one behind its address`() {
        let limit = limit()
        for _ in 0..<1_000 { _ = limit.attempt(from: "proxy") { false } }
        #expect(limit.attempt(from: "proxy") { true } == .accepted)
    }

    @Test func `right tokens are never too many`() {
        let limit = limit()
        for _ in 0..<1_000 { #expect(limit.attempt(from: "a") { true } == .accepted) }
    }
}
