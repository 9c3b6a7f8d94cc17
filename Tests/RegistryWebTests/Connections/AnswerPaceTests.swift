import NIOCore
import Testing

@testable import RegistryWeb

/// A limit of 20 seconds.
@Suite struct AnswerPaceTests {
    private var pace = AnswerPace(limit: .seconds(20))
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private func moment(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test mutating func `an answer that was taken at once is not watched`() {
        pace.wrote(100)
        #expect(pace.verdict(waiting: 0, at: start) == .rest)
    }

    @Test mutating func `who takes nothing has until the limit`() {
        pace.wrote(1_000)
        #expect(pace.verdict(waiting: 900, at: start) == .wait(until: moment(5)))
        #expect(pace.verdict(waiting: 900, at: moment(19)) == .wait(until: moment(20)))
        #expect(pace.verdict(waiting: 900, at: moment(20)) == .close)
    }

    @Test mutating func `the time begins anew with every byte that is taken`() {
        pace.wrote(1_000)
        _ = pace.verdict(waiting: 900, at: start)
        #expect(pace.verdict(waiting: 899, at: moment(19)) == .wait(until: moment(24)))
        #expect(pace.verdict(waiting: 899, at: moment(38)) == .wait(until: moment(39)))
        #expect(pace.verdict(waiting: 899, at: moment(39)) == .close)
    }

    @Test mutating func `what is written meanwhile is no sign that nothing was taken, nor that something was`() {
        pace.wrote(1_000)
        _ = pace.verdict(waiting: 1_000, at: start)
        pace.wrote(500)
        #expect(pace.verdict(waiting: 1_400, at: moment(19)) == .wait(until: moment(24)))
        pace.wrote(500)
        #expect(pace.verdict(waiting: 1_900, at: moment(39)) == .close)
    }

    @Test mutating func `an answer that was taken completely is forgotten`() {
        pace.wrote(1_000)
        _ = pace.verdict(waiting: 1_000, at: start)
        _ = pace.verdict(waiting: 0, at: moment(19))
        pace.wrote(1_000)
        #expect(pace.verdict(waiting: 1_000, at: moment(30)) == .wait(until: moment(35)))
    }
}
