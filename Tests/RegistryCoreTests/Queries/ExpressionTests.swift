import RegistryTestKit
import Testing

@testable import RegistryCore

@Suite("Questions as expressions")
struct ExpressionTests {
    @Test(arguments: [
        (#"ModelName ~ "^auto" and MSE < 0.05"#, #"{"$and":[{"ModelName":{"$regex":"^auto"}},{"MSE":{"$lt":0.05}}]}"#),
        ("", "{}"), ("  \n", "{}"), ("a = 1", #"{"a":{"$eq":1}}"#), ("a==-1.505e2", #"{"a":{"$eq":-150.5}}"#),
        ("a.0.b >= .5", #"{"a.0.b":{"$gte":0.5}}"#), ("`my key`.sub <= 'it''s'", #"{"my key.sub":{"$lte":"it's"}}"#),
        (#""k k" > "x""#, #"{"k k":{"$gt":"x"}}"#), ("a != 1", #"{"a":{"$nin":[1,null]}}"#),
        ("a <> null", #"{"a":{"$ne":null}}"#), ("a IS NULL", #"{"a":{"$eq":null}}"#),
        ("a is not null", #"{"a":{"$ne":null}}"#),
        ("a in ('x', 2, true)", #"{"a":{"$in":["x",2,true]}}"#), ("a NOT IN (1)", #"{"a":{"$nin":[1,null]}}"#),
        ("a LIKE 'x%_.\\%'", #"{"a":{"$regex":"^x.*.\\.%\\z","$options":"s"}}"#),
        ("a ilike 'x'", #"{"a":{"$regex":"^x\\z","$options":"is"}}"#),
        ("a contains 'x.y'", #"{"a":{"$regex":"x\\.y","$options":"i"}}"#),
        ("a !~ 'x'", #"{"a":{"$not":{"$regex":"x"},"$ne":null}}"#), ("not a = 1", #"{"$nor":[{"a":{"$eq":1}}]}"#),
        ("a=1 or b=2 and c=3", #"{"$or":[{"a":{"$eq":1}},{"$and":[{"b":{"$eq":2}},{"c":{"$eq":3}}]}]}"#),
        ("(a=1 or b=2) and c=3", #"{"$and":[{"$or":[{"a":{"$eq":1}},{"b":{"$eq":2}}]},{"c":{"$eq":3}}]}"#),
        ("d < date('2024-01-31')", #"{"d":{"$lt":{"$date":"2024-01-31T00:00:00.000Z"}}}"#),
        ("o = objectid('0102030405060708090a0b0c')", #"{"o":{"$eq":{"$oid":"0102030405060708090a0b0c"}}}"#),
        (
            "x = NaN or x = -infinity",
            #"{"$or":[{"x":{"$eq":{"$numberDouble":"NaN"}}},{"x":{"$eq":{"$numberDouble":"-Infinity"}}}]}"#
        ),
        ("val-loss < 1 and train/acc > 2", #"{"$and":[{"val-loss":{"$lt":1}},{"train/acc":{"$gt":2}}]}"#),
        ("größe = 1", #"{"größe":{"$eq":1}}"#), ("`and` = 1", #"{"and":{"$eq":1}}"#),
    ])
    func `an expression asks what it says`(_ expression: String, _ question: String) throws {
        let expected = try Filter(json: question)
        let filter = try Filter(expression: expression)
        #expect(try Filter(document: Document(filter: filter)) == expected)
    }

    @Test(arguments: [
        (
            "metrics.loss < 0.1 and params.lr = '0.01' and name ~ '^res'",
            #"{"$and":[{"metrics.loss.last":{"$lt":0.1}},{"parameters.lr":{"$in":["0.01",0.01]}},{"name":{"$regex":"^res"}}]}"#
        ),
        ("metrics.train.loss.min < 1", #"{"metrics.train%2Eloss.min":{"$lt":1}}"#),
        ("metrics.`a.max` < 1", #"{"metrics.a%2Emax.last":{"$lt":1}}"#),
        ("metric.last = 1", #"{"metrics.last.last":{"$eq":1}}"#),
        (#"tags."my key" = 'x'"#, #"{"tags.my key":{"$eq":"x"}}"#),
        ("tags.mlflow.runName = 'x'", #"{"tags.mlflow%2ErunName":{"$eq":"x"}}"#),
        ("attributes.status = 'FINISHED'", #"{"status":{"$eq":"finished"}}"#),
        ("attribute.run_name LIKE 'a%'", #"{"name":{"$regex":"^a.*\\z","$options":"s"}}"#),
        ("start_time > 1000", #"{"startTime":{"$gt":{"$date":"1970-01-01T00:00:01.000Z"}}}"#),
        ("params.shuffle = 'True'", #"{"parameters.shuffle":{"$in":["True",true]}}"#),
        ("run_id in ('a')", #"{"_id":{"$in":["a"]}}"#),
        ("experiment_id = 'digits'", #"{"experiment":{"$eq":"digits"}}"#),
    ])
    func `for runs the names are MLflow's`(_ expression: String, _ question: String) throws {
        let expected = try Filter(json: question)
        let filter = try Filter(expression: expression, in: .runs)
        #expect(try Filter(document: Document(filter: filter)) == expected)
    }

    @Test(arguments: [
        ("loss < 0.1 <", 12, "expected 'and', 'or' or the end"), ("loss_val <", 11, "expected a value after '<'"),
        ("loss_val < and x = 1", 12, "expected a value after '<'"), ("a = 1 and", 10, "the name of a field"),
        ("a = 1 and or b = 2", 11, "the name of a field"), ("(a = 1", 7, "closes the '(' in column 1"),
        ("a = 1)", 6, "the end"), ("a", 2, "a comparison such as"), ("a between 1", 3, "a comparison such as"),
        ("a not 1", 7, "after NOT"), ("a is 1", 6, "NULL or NOT NULL"), ("a is not 1", 10, "NULL after IS NOT"),
        ("a in 1", 6, "'(' after IN"), ("a in (1", 8, "',' or ')'"), ("a in ()", 7, "a value"),
        ("a ~ 1", 5, "a text in quotes"),
        ("a ~ '(b'", 5, "pattern"), ("a = 'abc", 5, "the closing '"), ("a..b = 1", 3, "a name after '.'"),
        ("a. = 1", 4, "a name after '.'"),
        ("a = 12abc", 5, "a number"), ("a = 1.2.3", 5, "a number"), ("a ; b", 3, "';' has no meaning"),
        ("$where = 1", 1, "no meaning"),
        ("a = date('x')", 10, "a date"), ("a = date(1)", 10, "a text"), ("a = objectid('1')", 14, "24 hexadecimal"),
        ("a = date 'x'", 10, "'(' after date"), ("a = b", 5, "text stands in quotes"),
        ("a = -x", 6, "a number after '-'"), ("`$a` = 1", 1, "$"),
        ("`` = 1", 1, "empty"), ("'a' = 1", 1, "the name of a field"), ("a = 1 b = 2", 7, "'and', 'or'"),
    ])
    func `a fault names its column and what was expected there`(_ expression: String, _ column: Int, _ expected: String)
    {
        let error = #expect(throws: RegistryError.self) { try Filter(expression: expression) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("column \(column): ") == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        ("loss < 1", 1, "params.loss, metrics.loss, tags.loss"), ("loss < big", 1, "a field of runs"),
        ("metrics.loss < big", 16, "text stands in quotes"), ("status = and", 10, "text stands in quotes"),
        ("metrics.loss 0.1", 14, "a comparison such as"),
        ("params.lr", 10, "a comparison such as"),
        ("mnist and", 10, "the name of a field"), ("mnist )", 7, "the end"), ("mnist = ", 1, "a field of runs"),
        ("started > yesterday", 11, "text stands in quotes"), ("started > 2026-13-01", 11, "a moment, as 2026-11-01"),
        ("started > '12'", 11, "a moment"), ("duration > 2 hours", 14, "'and', 'or'"),
        ("duration > 2q", 12, "a duration, as 90"),
        ("duration in (1)", 10, "a comparison such as > after 'duration'"),
        ("duration ~ 1h", 12, ">= in front of a duration"),
        ("started != -7d", 9, "in front of a time before now"), ("metrics.loss < 2h", 16, "a number"),
        ("mnist, x = 1", 1, "a field of runs"),
    ])
    func `a fault in a question about runs has its place, too`(_ expression: String, _ column: Int, _ expected: String)
    {
        let error = #expect(throws: RegistryError.self) { try Filter(expression: expression, in: .runs) }
        #expect((error?.underlying as? ExpressionFault)?.column == column, "\(error?.message ?? "")")
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test func `one word that a field of runs is to equal needs no quotes`() throws {
        let run: Document = ["status": "failed", "experiment": "ResNet", "startTime": .date(.now)]
        for expression in [
            "status = failed", "status != finished and experiment = ResNet", "status in (lost, failed)",
            "experiment not in (a, 'b')",
        ] {
            #expect(try Filter(expression: expression, in: .runs).matches(run), "\(expression)")
        }
        for expression in ["status = finished", "experiment = resnet", "experiment != ResNet"] {
            #expect(try !Filter(expression: expression, in: .runs).matches(run), "\(expression)")
        }
    }

    @Test func `a duration may have a space in front of its unit`() throws {
        for (spaced, together) in [("2 h", "2h"), ("90 s", "90s"), ("1.5 min", "1.5min")] {
            #expect(
                try Filter(expression: "duration > \(spaced) and mnist", in: .runs)
                    == Filter(expression: "duration > \(together) and mnist", in: .runs))
        }
    }

    @Test func `words are for runs only, and stand for no field`() throws {
        #expect(throws: RegistryError.self) { try Filter(expression: "mnist") }
        let run: Document = ["name": "3dnet v2", "startTime": .date(.now)]
        for expression in [
            "3dnet", "3dnet v2", "v2 and 3DNET", "'3dnet v'", "-7d or v2", "(v2)", "not (resnet or mnist)",
        ] {
            #expect(try Filter(expression: expression, in: .runs).matches(run), "\(expression)")
        }
        for expression in ["v3", "v2 v3", "not v2", "status"] {
            #expect(try !Filter(expression: expression, in: .runs).matches(run), "\(expression)")
        }
    }

    @Test(
        arguments: [
            ("90s", 90_000), ("1h30m", 5_400_000), ("-7d", -604_800_000), ("1.5h", 5_400_000), ("2 min", 120_000),
            ("1w", 604_800_000),
            ("5ms", 5), ("+1h", 3_600_000), ("1y", 31_536_000_000), ("2H", 7_200_000),
        ] as [(String, Int64)])
    func `a time is a number with its unit, or several`(_ text: String, _ milliseconds: Int64) {
        #expect(TimeSpan(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "-", "7", "h", "1h30", "1.2.3h", "1e5d", "9999999999999y", "1q", "--1h", "٣h",
        String(repeating: "1h", count: 60),
    ])
    func `anything else is no time`(_ text: String) { #expect(TimeSpan(text) == nil) }

    @Test func `a question about the present stays the same question as time goes by`() throws {
        let filter = try Filter(expression: "started > -7d and duration < 2h", in: .runs)
        #expect(
            Document(filter: filter).json()
                == Document(filter: try Filter(expression: "started > -7d and duration < 2h", in: .runs)).json())
    }

    @Test func `a name that runs do not have is refused with the ones they have`() {
        let error = #expect(throws: RegistryError.self) { try Filter(expression: "loss < 1", in: .runs) }
        #expect(error?.message.contains("metrics.loss") == true)
    }

    @Test func `negative comparisons hold only for records that have the field, not turns round everything`() throws {
        for expression in ["a != 1", "a not in (1)", "a !~ 'x'", "a not like 'x'", "a not contains 'x'"] {
            let filter = try Filter(expression: expression)
            #expect(filter.matches(["a": "y"]), "\(expression)")
            #expect(!filter.matches([:]), "\(expression)")
            #expect(!filter.matches(["a": nil]), "\(expression)")
        }
        #expect(try Filter(expression: "not a = 1").matches([:]))
    }

    @Test func `an expression that is too long or too deep is refused`() throws {
        let tooLong = String(repeating: " ", count: 20_001)
        let tooDeep = String(repeating: "(", count: 33) + "a=1" + String(repeating: ")", count: 33)
        let tooMany = (0...1_000).map { "a=\($0)" }.joined(separator: " or ")
        for expression in [tooLong, tooDeep, tooMany, String(repeating: "not ", count: 40) + "a=1"] {
            #expect(throws: RegistryError.self) { try Filter(expression: expression) }
        }
        _ = try Filter(expression: (1...1_000).map { "a=\($0)" }.joined(separator: " or "))
    }

    @Test func `any text is an expression, or a fault within it`() {
        let words = [
            "a", "metrics.loss", "`k`", "\"q\"", "'t'", "''", "=", "!=", "<", ">=", "~", "!~", "and", "or", "not", "in",
            "(", ")", ",",
            "is", "null", "like", "1", "-1.5", ".", "date", "'2024-01-01'", "é", "\u{301}", "\0", "$", "%", "\\", "\"",
            "'", "`", "-", "1e9",
        ]
        var readable = 0
        for seed in 1...20_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let separator = Bool.random(using: &random) ? " " : ""
            let expression = (0..<Int.random(in: 0...9, using: &random))
                .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: separator)
            do throws(RegistryError) {
                _ = try Filter(expression: expression, in: seed % 2 == 0 ? .runs : .artifacts)
                readable += 1
            } catch {
                #expect(error.code == .invalidArgument && error.message.contains("column "), "seed \(seed): \(error)")
            }
        }
        #expect(readable > 100)
    }
}
