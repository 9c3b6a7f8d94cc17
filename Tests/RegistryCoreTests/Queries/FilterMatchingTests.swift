import RegistryCore
import RegistryTestKit
import Testing

@Suite("What filters mean")
struct FilterMatchingTests {
    /// Every answer was given by MongoDB 6.0.5.
    @Test(arguments: [
        (#"{"a": null}"#, #"{}"#, true), (#"{"a": null}"#, #"{"a": [1, null]}"#, true),
        (#"{"a": {"$gte": null}}"#, #"{}"#, true), (#"{"a": {"$gt": null}}"#, #"{"a": null}"#, false),
        (#"{"a.b": null}"#, #"{"a": []}"#, false), (#"{"a.b": null}"#, #"{"a": [1, 2]}"#, false),
        (#"{"a.b": null}"#, #"{"a": [{"b": 1}, {}]}"#, true), (#"{"a.b": null}"#, #"{"a": 1}"#, true),
        (#"{"a.b": {"$exists": false}}"#, #"{"a": [{"b": 1}, {}]}"#, false),
        (#"{"a.b": {"$exists": false}}"#, #"{"a": []}"#, true),
        (#"{"a": [1, 2]}"#, #"{"a": [1, 2]}"#, true), (#"{"a": [1, 2]}"#, #"{"a": [[1, 2]]}"#, true),
        (#"{"a": 1}"#, #"{"a": [[1]]}"#, false), (#"{"a.0": 1}"#, #"{"a": [[1, 2], 3]}"#, false),
        (#"{"a.0.0": 1}"#, #"{"a": [[1, 2], 3]}"#, true), (#"{"a.0": {"b": 1}}"#, #"{"a": [{"b": 1}]}"#, true),
        (#"{"a.0.b": 1}"#, #"{"a": [{"b": 1}]}"#, true), (#"{"a.00": 1}"#, #"{"a": [1]}"#, false),
        (#"{"a.0": 5}"#, #"{"a": [{"0": 5}]}"#, true),
        (#"{"a.b": {"$gt": 1}}"#, #"{"a": [{"b": 1}, {"b": [2]}]}"#, true),
        (#"{"a": {"$gt": 1, "$lt": 3}}"#, #"{"a": [0, 5]}"#, true),
        (#"{"a": {"$elemMatch": {"$gt": 1, "$lt": 3}}}"#, #"{"a": [0, 5]}"#, false),
        (#"{"a": {"$elemMatch": {"0": 1}}}"#, #"{"a": [[1]]}"#, true),
        (#"{"a": {"$elemMatch": {}}}"#, #"{"a": [1]}"#, false),
        (#"{"a": {"$lt": {"$numberDouble": "NaN"}}}"#, #"{"a": 1}"#, false),
        (#"{"a": {"$lt": 1}}"#, #"{"a": {"$numberDouble": "NaN"}}"#, false),
        (#"{"a": {"$gte": {"$numberDouble": "NaN"}}}"#, #"{"a": {"$numberDouble": "NaN"}}"#, true),
        (#"{"a": {"$in": [{"$numberDouble": "NaN"}]}}"#, #"{"a": {"$numberDouble": "NaN"}}"#, true),
        (#"{"a": {"$lt": "b"}}"#, #"{"a": 1}"#, false), (#"{"a": {"$all": []}}"#, #"{"a": []}"#, false),
        (#"{"a": {"$all": [null]}}"#, #"{}"#, true), (#"{"a": {"$size": 0}}"#, #"{"a": [[]]}"#, false),
        (#"{"a": {"$type": "array"}}"#, #"{"a": []}"#, true), (#"{"a": {"$type": "null"}}"#, #"{}"#, false),
        (#"{"a": {"$not": {"$gt": 1, "$lt": 3}}}"#, #"{"a": [0, 5]}"#, false),
        (#"{"a": {"b": 1.0}}"#, #"{"a": {"b": 1}}"#, true),
        (#"{"a": {"b": 1, "c": 2}}"#, #"{"a": {"c": 2, "b": 1}}"#, false),
        (#"{"a": {"$ne": 1}}"#, #"{"a": [1, 2]}"#, false),
        (
            #"{"a": {"$all": [{"$elemMatch": {"b": 1}}, {"$elemMatch": {"b": 2}}]}}"#, #"{"a": [{"b": 1}, {"b": 2}]}"#,
            true
        ),
    ])
    func `a filter holds for a record when it does in MongoDB`(_ question: String, _ record: String, _ expected: Bool)
        throws
    {
        let filter = try Filter(json: question)
        let record = try Document(json: record)
        var matcher = FilterMatcher(filter)
        let stored = try matcher.matches(bson: try record.bson())
        #expect(filter.matches(record) == expected)
        #expect(stored == expected)
    }

    @Test func `records in memory and their bytes give the same answers, as does the filter read back`() throws {
        var found = 0
        for seed in 1...60 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let records = (0..<25).map { _ in DocumentGenerator.document(using: &random) }
            for _ in 0..<25 {
                let filter = FilterGenerator.filter(using: &random)
                var inMemory = FilterMatcher(filter)
                var overBytes = FilterMatcher(filter)
                var readBack = FilterMatcher(try Filter(document: Document(filter: filter)))
                for record in records {
                    let answers = [
                        inMemory.matches(record), try overBytes.matches(bson: try record.bson()),
                        readBack.matches(record),
                    ]
                    found += answers[0] ? 1 : 0
                    #expect(Set(answers).count == 1, "seed \(seed): \(filter) and \(record)")
                }
            }
        }
        #expect(found > 1_000)
    }

    @Test func `damaged bytes are corrupt data or answered, never read beyond their end`() throws {
        for seed in 1...4_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var bytes = try DocumentGenerator.document(using: &random).bson()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if seed % 4 == 0 { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
            var matcher = FilterMatcher(FilterGenerator.filter(using: &random))
            do throws(RegistryError) {
                _ = try matcher.matches(bson: bytes)
            } catch {
                #expect(error.code == .corruptData, "seed \(seed)")
            }
        }
    }

    @Test func `values of types that only foreign programs write are met as their Extended JSON`() throws {
        // {"a": Timestamp(1, 2), "b": 5} with a 32-bit five.
        let body: [UInt8] = [0x11, 0x61, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0x10, 0x62, 0, 5, 0, 0, 0, 0]
        let bytes: [UInt8] = [UInt8(body.count + 4), 0, 0, 0] + body
        var matcher = FilterMatcher(field("b") == 5 && field("a").hasType(.document))
        #expect(try Document(bson: bytes)["b"] == 5)
        let answer = try matcher.matches(bson: bytes)
        #expect(answer)
    }
}
