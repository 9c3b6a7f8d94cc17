import Testing

@testable import RegistryWeb

@Suite struct AttemptLimitTests {
    private let time = TestTime()

    private func limit() -> AttemptLimit { AttemptLimit(now: time.sources.now) }

    @Test func `after ten wrong tokens of an address not even a right one is looked at, for the rest of a minute`() {
        let limit = limit()
        for _ in 0..<AttemptLimit.mostPerAddress { #expect(limit.attempt(from: "a") { false } == .rejected) }
        time.advance(seconds: 18.5)
        var looked = false
        let verdict = limit.attempt(from: "a") {
            looked = true
            return true
        }
        #expect(verdict == .tooMany(secondsToWait: 42))
        #expect(!looked)
        #expect(limit.attempt(from: "b") { true } == .accepted)
        time.advance(seconds: 41.5)
        #expect(limit.attempt(from: "a") { true } == .accepted)
    }

    @Test func `all addresses together have a limit, which spares those that are known`() {
        let limit = limit()
        #expect(limit.attempt(from: "known") { true } == .accepted)
        for number in 0..<AttemptLimit.most { #expect(limit.attempt(from: "\(number)") { false } == .rejected) }
        #expect(limit.attempt(from: "new") { true } == .tooMany(secondsToWait: 60))
        #expect(limit.attempt(from: "known") { true } == .accepted)
    }

    @Test func `right tokens are never too many`() {
        let limit = limit()
        for _ in 0..<1_000 { #expect(limit.attempt(from: "a") { true } == .accepted) }
    }
}
