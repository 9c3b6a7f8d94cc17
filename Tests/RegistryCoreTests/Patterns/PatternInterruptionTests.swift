import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@Suite("A match of a large pattern can be ended from outside")
struct PatternInterruptionTests {
    /// Lets so many questions pass, then ends the work.
    private final class Patience: Sendable {
        struct IsOver: Error {}

        let asked = Mutex(0)
        private let limit: Int

        init(_ limit: Int) { self.limit = limit }

        @Sendable func check() throws {
            let count = asked.withLock { asked in
                asked += 1
                return asked
            }
            if count > limit { throw IsOver() }
        }
    }

    @Test func `the checkpoint ends it within one text`() throws {
        let patience = Patience(3)
        let pattern = try Pattern(PatternGenerator.crowdedPattern)
        var matcher = PatternMatcher(pattern, asking: patience.check)
        #expect(throws: Patience.IsOver.self) { try matcher.isFound(inUTF8: PatternGenerator.crowdedText.utf8) }
        #expect(patience.asked.withLock(\.self) == 4, "asked again and again, and not once more behind the end")
        #expect(throws: Patience.IsOver.self, "no later answer counts") { try matcher.isFound(inUTF8: "c".utf8) }
    }

    @Test func `a filter ends with what the checkpoint throws, over values and over bytes`() throws {
        let filter = Filter.not(.field("text", .matches(try Pattern(PatternGenerator.crowdedPattern))))
        let record: Document = ["text": .string(PatternGenerator.crowdedText)]
        var overValues = FilterMatcher(filter, asking: Patience(0).check)
        #expect(throws: Patience.IsOver.self) { try overValues.passes(record) }
        var overBytes = FilterMatcher(filter, asking: Patience(0).check)
        let bytes = try record.bson()
        #expect(throws: Patience.IsOver.self) { try bytes.withUnsafeBytes { try overBytes.passes(bson: $0) } }
    }

    @Test func `a quick pattern is asked rarely`() throws {
        let patience = Patience(.max)
        var matcher = PatternMatcher(try Pattern("ac"), asking: patience.check)
        let isFound = try matcher.isFound(inUTF8: PatternGenerator.crowdedText.utf8)
        #expect(!isFound)
        #expect((1...10).contains(patience.asked.withLock(\.self)))
    }

    @Test func `the store in memory ends as timedOut within one record`() async throws {
        let store = MemoryStore()
        try await store.insert([["text": .string(PatternGenerator.crowdedText)]], into: .artifacts)
        let filter = Filter.field("text", .matches(try Pattern(PatternGenerator.crowdedPattern)))
        let error = await #expect(throws: RegistryError.self) {
            try await store.find(in: .artifacts, Query(filter, timeLimit: .milliseconds(50)))
        }
        #expect(error?.code == .timedOut)
    }
}
