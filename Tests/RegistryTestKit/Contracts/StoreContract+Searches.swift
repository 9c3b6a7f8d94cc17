import RegistryCore

extension StoreContract {
    /// What people ask of runs, in the expression language.
    static let searchCases: [Case] = [
        Case("words are found in name, experiment, notes, tags and their names, in either case") { store in
            var runs = try runs(6)
            runs[0].name = "MNIST-7"
            runs[1].experiment = "mnist"
            runs[2].notes = "trained on Mnist,\nlonger"
            runs[3].tags = ["data": "the mnist set"]
            runs[4].tags = ["mnist.size": "7"]
            runs[4].parameters = ["data": "cifar"]
            runs[5].parameters = ["data": "mnist"]
            try await store.insert(runs.map(\.document), into: .runs)
            for (expression, expected) in [
                ("mnist", [0, 1, 2, 3, 4]), ("'MNIST-7'", [0]), ("mnist 7", [0, 4]), ("not mnist", [5]),
                ("mnist and params.data = 'cifar'", [4]), ("(longer or cifar) and mnist", [2]),
                ("mnist (longer or set)", [2, 3]), ("\"mnist.size\"", [4]),
                ("mnist.size", [4]), ("'.'", [4]),
            ] as [(String, [Int])] {
                try await expectRuns(expression, expected, in: store)
            }
        },
        Case("durations and moments are compared, of runs that go on, too") { store in
            let now = WallTime.now
            let ago = { (seconds: Int64) in
                WallTime(millisecondsSince1970: now.millisecondsSince1970 - seconds * 1_000)
            }
            var runs = try runs(5)
            for number in 2...4 { runs[number].endTime = nil }
            (runs[0].startTime, runs[0].endTime, runs[0].status) = (ago(10_800), ago(7_200), .finished)
            (runs[1].startTime, runs[1].endTime, runs[1].status) = (ago(864_000), ago(863_910), .failed)
            (runs[2].startTime, runs[2].heartbeat, runs[2].status) = (ago(9_000), now, .running)
            // Lost: its last sign of life was ten minutes after it began.
            (runs[3].startTime, runs[3].heartbeat, runs[3].status) = (ago(700_000), ago(699_400), .running)
            (runs[4].startTime, runs[4].status) = (ago(1), .running)
            try await store.insert(runs.map(\.document), into: .runs)
            let apparent = ApparentRuns(store, at: now)
            for (expression, expected) in [
                ("duration > 2h", [2]), ("duration >= 1h", [0, 2]), ("duration = 90", [1]), ("duration = 1m30s", [1]),
                ("duration < 5m", [1, 4]), ("duration != 1h", [1, 2, 3, 4]), ("duration <= 10m", [1, 3, 4]),
                ("started > -7d", [0, 2, 4]), ("started < -1w", [1, 3]), ("ended > -3h", [0]),
                ("ended is null", [2, 3, 4]),
                ("started >= '\(ago(9_000).iso8601 ?? "")'", [2, 4]), ("started = -1d", []),
                ("duration > 2h and started > -7d", [2]),
            ] as [(String, [Int])] {
                try await expectRuns(expression, expected, in: apparent)
            }
        },
        Case("nested parameters are found, sorted and paged under their dotted names") { store in
            var runs = try runs(6)
            runs[0].parameters = ["opt.lr": 0.3]
            runs[1].parameters = ["opt": ["lr": 0.1, "deep": ["x": "a"]]]
            runs[2].parameters = ["opt.lr": 0.2]
            runs[3].parameters = ["opt": ["lr": "0.1"]]
            runs[4].parameters = ["opt.deep": ["x": "b"]]
            try await store.insert(runs.map(\.document), into: .runs)
            for (expression, expected) in [
                ("params.opt.lr = 0.1", [1, 3]), ("params.opt.lr > 0.1", [0, 2]), ("params.`opt.lr` = 0.2", [2]),
                ("params.opt.lr != 0.1", [0, 2]), ("params.opt.lr is null", [4, 5]),
                ("params.opt.lr in (0.3, null)", [0, 4, 5]),
                ("not params.opt.lr = 0.1", [0, 2, 4, 5]), ("params.opt.deep.x is not null", [1, 4]),
                ("params.opt.deep.x ~ '^b'", [4]),
            ] as [(String, [Int])] {
                try await expectRuns(expression, expected, in: store)
            }
            let places = FieldPath.parameter("opt.lr")
            let key = SortKey(places[0], .descending, otherwise: Array(places.dropFirst()))
            var found: [Int] = []
            var cursor: PageCursor?
            repeat {
                let page = try await store.find(in: .runs, Query(sort: [key], limit: 2, cursor: cursor))
                found += page.elements.map(number)
                cursor = page.next
            } while cursor != nil
            // Text comes behind numbers.
            try expectEqual(found, [3, 0, 2, 1, 5, 4], "the order of params.opt.lr")
        },
        Case("branch, user and commit are asked for by their names") { store in
            var documents = try runs(2).map(\.document)
            documents[0]["environment"] = ["git": ["branch": "main"], "process": ["user": "ada"]]
            documents[1]["gitCommit"] = "abc123"
            try await store.insert(documents, into: .runs)
            try await expectRuns("branch = 'main' and user like 'a%'", [0], in: store)
            try await expectRuns("commit ~ '^abc'", [1], in: store)
        },
        Case("records with anything in the place of moments and documents answer, and never match") { store in
            let odd: [Value] = [nil, 1, "x", [], ["a": 1], [["endTime": 1]], .date(.now), true]
            let documents: [Document] = odd.enumerated().map { index, value in
                ["_id": .int(Int64(index)), "startTime": value, "endTime": value, "tags": value]
            }
            let collection = try CollectionName("odd")
            try await store.insert(documents, into: collection)
            let span = Filter.span(from: "startTime", to: "endTime", in: .min ... .max)
            try expectEqual(try await store.count(in: collection, matching: span), 1, "spans")
            let age = Filter.span(from: "startTime", to: nil, in: .min ... .max)
            try expectEqual(try await store.count(in: collection, matching: age), 1, "ages")
            let any = Filter.anyField(of: "tags", named: try Pattern("."), holding: try Pattern("."))
            try expectEqual(try await store.count(in: collection, matching: any), 1, "fields")
            try expectEqual(try await store.count(in: collection, matching: .not(any)), 7, "no fields")
        },
    ]

    private static func runs(_ count: Int) throws -> [Run] {
        try (0..<count).map { number in
            let id = try unwrap(RunID("0190a00000007000800000000000000" + String(number)), "a run's identifier")
            return Run(
                id: id, name: "run", status: .finished,
                startTime: WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(number)),
                endTime: WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(number)))
        }
    }

    private static func number(_ run: Document) -> Int {
        (run["_id"]?.stringValue?.last).flatMap { Int(String($0)) } ?? -1
    }

    private static func expectRuns(
        _ expression: String, _ expected: [Int], in store: any RecordReader
    ) async throws {
        let filter = try Filter(expression: expression, in: .runs)
        let found = try await store.find(in: .runs, Query(filter)).elements
        try expectEqual(found.map(number), expected, expression)
        try expectEqual(try await store.count(in: .runs, matching: filter), expected.count, "count of \(expression)")
        let groups = try await store.groups(by: "name", in: .runs, matching: filter, limit: 100)
        try expectEqual(groups.reduce(0) { $0 + $1.count }, expected.count, "groups of \(expression)")
    }
}
