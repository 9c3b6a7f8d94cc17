import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Questions in MongoDB's language")
struct FilterJSONTests {
    @Test(arguments: [
        (#"{"$where": "sleep(1000)"}"#, "\"$where\""), (#"{"a": {"$where": "1"}}"#, "\"$where\""),
        (#"{"$and": [{"a": 1}, {"b": {"$function": {}}}]}"#, "\"$function\""), (#"{"$expr": {}}"#, "\"$expr\""),
        (#"{"$or": [{"a": {"$elemMatch": {"b": {"$near": 1}}}}]}"#, "$or[0].a.$elemMatch.b"),
        (#"{"a": {"$eq": {"b": {"$gt": 1}}}}"#, "\"$gt\""), (#"{"a": {"$in": [{"$where": 1}]}}"#, "\"$where\""),
        (#"{"a": [{"$function": 1}]}"#, "\"$function\""), (#"{"a": {"b": 1, "$gt": 2}}"#, "\"$gt\""),
        (#"{"a": {"$gt": 1, "b": 2}}"#, "\"b\""), (#"{"$not": {"a": 1}}"#, "\"$not\""), (#"{"$and": []}"#, "\"$and\""),
        (#"{"$or": {"a": 1}}"#, "\"$or\""), (#"{"$nor": [1]}"#, "\"$nor\""), (#"{"a": {"$gt": [1]}}"#, "\"a.$gt\""),
        (#"{"a": {"$lte": {"b": 1}}}"#, "\"a.$lte\""), (#"{"a": {"$in": 1}}"#, "\"a.$in\""),
        (#"{"a": {"$exists": "yes"}}"#, "\"a.$exists\""), (#"{"a": {"$regex": 1}}"#, "\"a.$regex\""),
        (#"{"a": {"$regex": "(a"}}"#, "character 1"), (#"{"a": {"$regex": "a", "$options": "x"}}"#, "$options"),
        (#"{"a": {"$options": "i"}}"#, "$options"), (#"{"a": {"$not": 1}}"#, "\"a.$not\""),
        (#"{"a": {"$not": {}}}"#, "\"a.$not\""),
        (#"{"a": {"$all": 1}}"#, "\"a.$all\""), (#"{"a": {"$all": [{"$elemMatch": {}}, 1]}}"#, "\"a.$all\""),
        (#"{"a": {"$elemMatch": 1}}"#, "\"a.$elemMatch\""), (#"{"a": {"$size": -1}}"#, "\"a.$size\""),
        (#"{"a": {"$size": 1.5}}"#, "\"a.$size\""), (#"{"a": {"$type": "decimal"}}"#, "\"a.$type\""),
        (#"{"a": {"$type": []}}"#, "\"a.$type\""), (#"{"a..b": 1}"#, "empty"), (#"{"": 1}"#, "empty"),
        (#"{"a.$b": 1}"#, "$"),
    ])
    func `what is not allowed is refused by name and place`(_ json: String, _ named: String) {
        let error = #expect(throws: RegistryError.self) { try Filter(json: json) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains(named) == true, "\(error?.message ?? "")")
    }

    @Test(
        arguments: [
            (#"{}"#, .everything), (#"{"a": 1}"#, .field("a", .equals(1))),
            (#"{"a": {"$gt": 1, "$lt": 2}}"#, .and([.field("a", .greater(1)), .field("a", .less(2))])),
            (#"{"$nor": [{"a": 1}, {"b": 2}]}"#, .not(.or([.field("a", .equals(1)), .field("b", .equals(2))]))),
            (#"{"a": {"$type": ["int", "long", 2]}}"#, .field("a", .hasType([.int, .string]))),
            (#"{"a": {"$elemMatch": {"$gte": 1}}}"#, .field("a", .anyValue([.greaterOrEqual(1)]))),
            (#"{"a": {"$elemMatch": {"b": 1}}}"#, .field("a", .anyElement(.field("b", .equals(1))))),
            (#"{"a": {"$exists": 0}}"#, .field("a", .exists(false))),
            (#"{"a": {"$size": 2.0}}"#, .field("a", .count(2))),
            (
                #"{"a": {"$oid": "0102030405060708090a0b0c"}}"#,
                .field("a", .equals(.objectID(ObjectID("0102030405060708090a0b0c") ?? ObjectID())))
            ),
        ] as [(String, Filter)])
    func `a question is read as what it says`(_ json: String, _ filter: Filter) throws {
        #expect(try Filter(json: json) == filter)
    }

    @Test func `a question that is too deep or too long is refused`() throws {
        let deep = String(repeating: #"{"$and":["#, count: 40) + "{}" + String(repeating: "]}", count: 40)
        let nested = #"{"a":"# + String(repeating: #"{"b":"#, count: 40) + "1" + String(repeating: "}", count: 41)
        let long = "{\"$or\":[" + (0...1_000).map { "{\"a\":\($0)}" }.joined(separator: ",") + "]}"
        for json in [deep, nested, long] {
            let error = #expect(throws: RegistryError.self) { try Filter(json: json) }
            #expect(error?.code == .invalidArgument)
        }
        let listed: Document = ["a": ["$in": .array((0...10_000).map { Value($0) })]]
        #expect(throws: RegistryError.self) { try Filter(document: listed) }
    }

    @Test func `a filter that nothing meets, and one that everything meets, can be written down`() throws {
        let record: Document = ["a": 1]
        for filter in [
            Filter.or([]), .field("a", .hasType([])), .field("a", .count(-1)), .field("a", .containsAll([])),
        ] {
            #expect(!filter.matches(record))
            #expect(try !Filter(document: Document(filter: filter)).matches(record))
        }
        for filter in [Filter.and([]), .everything, .field("a", .all([])), .not(.or([]))] {
            #expect(filter.matches(record))
            #expect(try Filter(document: Document(filter: filter)).matches(record))
        }
    }

    @Test func `two patterns of one field keep their options apart`() throws {
        let filter = Filter.field(
            "a", .anyValue([.matches(try Pattern("x", options: .ignoresCase)), .matches(try Pattern("y"))]))
        let back = try Filter(document: Document(filter: filter))
        for text in ["XY", "Xy", "xy"] {
            #expect(back.matches(["a": [.string(text)]]) == filter.matches(["a": [.string(text)]]))
        }
        #expect(back.matches(["a": ["Xy"]]))
        #expect(!back.matches(["a": ["XY"]]))
    }

    @Test func `whatever the document, it is a question or an invalid argument`() throws {
        let keys = [
            "$and", "$or", "$nor", "$not", "$in", "$elemMatch", "$regex", "$options", "$where", "a", "a.0", "", "$size",
            "$all",
        ]
        for seed in 1...5_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            func value(_ depth: Int) -> Value {
                switch Int.random(in: 0..<6, using: &random) {
                case 0, 1,
                    2 where depth > 0:
                    .document(
                        Document(
                            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                                (keys.randomElement(using: &random) ?? "a", value(depth - 1))
                            }))
                case 3 where depth > 0: .array((0..<2).map { _ in value(depth - 1) })
                default: DocumentGenerator.scalar(using: &random)
                }
            }
            guard case .document(let document) = value(4) else { continue }
            do throws(RegistryError) {
                _ = try Filter(document: document).matches(["a": 1])
            } catch {
                #expect(error.code == .invalidArgument, "seed \(seed)")
            }
        }
    }
}
