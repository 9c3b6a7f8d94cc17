import Testing

@testable import TrainingLog

struct RetryPlanTests {
    @Test func `Pauses double from a tenth of a second to half a minute`() {
        var plan = RetryPlan()
        #expect(!plan.isFailing)
        let pauses = (0..<12).map { _ in plan.pauseAfterFailure(isClosing: false) }
        #expect(pauses.prefix(3) == [.milliseconds(100), .milliseconds(200), .milliseconds(400)])
        #expect(pauses.last == .seconds(30))
        #expect(plan.isFailing)
    }

    @Test func `While somebody waits for the end, no pause is longer than a second`() {
        var plan = RetryPlan()
        for _ in 0..<100 { #expect(plan.pauseAfterFailure(isClosing: true) <= .seconds(1)) }
    }

    @Test func `A failure that passes by itself is followed by short pauses, and patience has an end`() {
        var plan = RetryPlan()
        let pauses = (0..<20).map { _ in plan.pauseAfterFailure(isPassing: true, isClosing: false) }
        #expect(pauses.prefix(2) == [.milliseconds(5), .milliseconds(10)])
        #expect(pauses.last == .seconds(1))
        #expect(plan.isBeyondPatience)
        plan.succeeded()
        #expect(!plan.isBeyondPatience)
    }

    @Test func `A success begins anew`() {
        var plan = RetryPlan()
        _ = plan.pauseAfterFailure(isClosing: false)
        plan.succeeded()
        #expect(!plan.isFailing)
        #expect(plan.pauseAfterFailure(isClosing: false) == .milliseconds(100))
    }
}
