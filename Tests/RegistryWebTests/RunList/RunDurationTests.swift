import RegistryCore
import Testing

@testable import RegistryWeb

@Suite("How long a run has gone on")
struct RunDurationTests {
    private let start = WallTime(secondsSince1970: 1_000)
    private let now = WallTime(secondsSince1970: 1_100)

    private func run(_ status: RunStatus, end: Double? = nil, sign: Double?) throws -> Run {
        var run = Run(
            id: try #require(RunID("0190a000000070008000000000000001")), startTime: start,
            heartbeat: sign.map { WallTime(secondsSince1970: $0) })
        run.status = status
        run.endTime = end.map { WallTime(secondsSince1970: $0) }
        return run
    }

    @Test func `until now while it runs, to its last sign when it is lost, and to its end`() throws {
        #expect(try run(.running, sign: 1_090).lastMoment(at: now) == now)
        #expect(try run(.running, sign: nil).lastMoment(at: now) == now)
        #expect(try run(.running, sign: 1_005).lastMoment(at: now) == WallTime(secondsSince1970: 1_005))
        #expect(try run(.lost, sign: 1_090).lastMoment(at: now) == WallTime(secondsSince1970: 1_090))
        #expect(try run(.failed, end: 1_050, sign: 1_090).lastMoment(at: now) == WallTime(secondsSince1970: 1_050))
    }
}
