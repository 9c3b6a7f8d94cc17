import BSONCoding
import RegistryCore
import RegistryTestKit

/// Records and questions by chance, of few different values, so that they often meet.
struct RandomRecords {
    var generator: SeededGenerator
    private var made: UInt8 = 0

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    static let fields: [FieldPath] = [
        "ModelName", "ExperimentName", "ArtifactID", "Metadata.key", "_metadataKeys", "score", "a.b", "tags", "_id",
    ]

    private static let runs = ["0198c0ffee0070008000000000000001", "0198c0ffee0070008000000000000002"]

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &generator)]
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    mutating func scalar() -> Value {
        pick([
            .null, .bool(true), .bool(false), .int(0), .int(1), .int(-3), .double(1), .double(0.5), .double(.nan),
            .double(-.infinity), .double(.infinity), .int(.max), .string(""), .string("auto"), .string("autoNet"),
            .string("AUTO"), .string("a\0b"), .string("émile"), .date(WallTime(millisecondsSince1970: 5)),
            .binary(Binary([1, 2])), .objectID(Self.identifier(1)), .objectID(Self.identifier(2)),
        ])
    }

    mutating func value() -> Value {
        if chance(85) { return scalar() }
        if chance(60) { return .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in scalar() }) }
        return .document(["b": scalar()])
    }

    static func identifier(_ number: UInt8) -> ObjectID {
        ObjectID(bytes: [UInt8](repeating: 0, count: 11) + [number]) ?? ObjectID()
    }

    mutating func record() -> Document {
        var record: Document = [:]
        if chance(30) {
            made &+= 1
            record["_id"] = pick([.int(Int64(made)), .string("n\(made)"), .objectID(Self.identifier(made &+ 10))])
        }
        if chance(40) {
            record["_run"] = .string(pick(Self.runs))
            if chance(50) { record["_seq"] = .int(Int64.random(in: 0...40, using: &generator)) }
        }
        for field in ["ModelName", "ExperimentName", "ArtifactID", "score", "tags"] where chance(75) {
            record[field] =
                field == "ModelName" && chance(60) ? .string(pick(["autoNet", "auto", "Vision", "bert"])) : value()
        }
        if chance(50) { record["a"] = chance(70) ? .document(["b": value()]) : value() }
        if chance(40) {
            record["Metadata"] = .document(
                Document([("lr", scalar()), (pick(["seed", "lab", "layers"]), .document(["b": 1]))]))
        }
        return record
    }

    mutating func filter(depth: Int = 2) throws -> Filter {
        if depth > 0, chance(45) {
            let parts = try (0..<Int.random(in: 1...3, using: &generator)).map { _ in try filter(depth: depth - 1) }
            return pick([.and(parts), .or(parts), .not(parts[0])])
        }
        if chance(5) { return .everything }
        return .field(pick(Self.fields), try condition(depth: depth))
    }

    private mutating func condition(depth: Int) throws -> Condition {
        if depth > 0, chance(20) {
            let parts = [try condition(depth: depth - 1), try condition(depth: depth - 1)]
            return pick([.all(parts), .not(parts[0]), .anyValue(parts), .anyElement(.field("b", parts[0]))])
        }
        let pattern = try Pattern(
            pick(["^auto", "^a", "Net", "^autoNet$", "x", "", "^l", "e"]), options: chance(30) ? .ignoresCase : [])
        let value = chance(50) ? value() : pick([.string("autoNet"), .string("lr"), .string("seed"), .string("auto")])
        return pick([
            .equals(value), .equals(value), .less(value), .lessOrEqual(value), .greater(value), .greaterOrEqual(value),
            .oneOf([value, scalar(), .string("auto")]), .exists(true), .exists(false), .matches(pattern),
            .matches(pattern),
            .hasType([pick(ValueType.allCases)]), .count(1), .containsAll([value]), .containsAll([]),
        ])
    }

    mutating func sort() -> [SortKey] {
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in
            SortKey(pick(Self.fields), pick([.ascending, .descending]))
        }
    }
}
