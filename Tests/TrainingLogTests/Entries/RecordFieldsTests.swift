import RegistryCore
import Testing

@testable import TrainingLog

struct RecordFieldsTests {
    @Test(arguments: [
        ("iteration", true), ("TrainingIteration", true), ("ITERATIONS", true), ("xiterationx", true),
        ("iteratio", false), ("iter ation", false), ("", false), ("i", false), ("itiiteration", true),
        ("\u{49}teration", true), ("ITERATI\u{EF}N", false),
    ])
    func `A key counts iterations when its lower-cased name says so`(key: String, counts: Bool) {
        #expect((RecordFields.iterationKey(of: [key: 1]) != nil) == counts)
        #expect(key.lowercased().contains("iteration") == counts)
    }

    @Test func `The first such key counts, whatever it holds`() {
        let record: Document = ["Loss": 1, "IterationName": "x", "iteration": 5]
        #expect(RecordFields.iterationKey(of: record) == "IterationName")
        #expect(RecordFields.numbers(of: record).map(\.key) == ["Loss", "iteration"])
    }
}
