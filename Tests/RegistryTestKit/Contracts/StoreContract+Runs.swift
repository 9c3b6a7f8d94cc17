import RegistryCore

extension StoreContract {
    /// A store with a run in it.
    static func begin(_ store: any RegistryStore, _ number: UInt64 = 1) async throws -> RunID {
        let run = Run(
            id: someRun(number), experiment: "digits", name: "run \(number)",
            startTime: WallTime(millisecondsSince1970: 1_700_000_000_000),
            parameters: ["optimizer.lr": 0.1, "$odd": [1, 2]],
            tags: ["owner": "ada", "": "empty"])
        try await store.insert([run.document], into: .runs)
        return run.id
    }

    static func point(_ step: Int64, _ value: Double, sequence: Int64) -> SeriesPoint {
        SeriesPoint(
            step: Step(step), time: WallTime(millisecondsSince1970: 1_700_000_000_000 + step), value: value,
            sequence: sequence)
    }

    static let runCases: [Case] = [
        Case("a run comes back with parameters and tags of any name") { store in
            let id = try await begin(store)
            let run = try Run(document: try unwrap(try await store.record(RecordID(id), in: .runs), "the run"))
            try expectEqual(run.parameters, ["optimizer.lr": 0.1, "$odd": [1, 2]], "parameters")
            try expectEqual(run.tags, ["owner": "ada", "": "empty"], "tags")
            try await expectError(.alreadyExists, "the same run again") {
                try await store.insert([run.document], into: .runs)
            }
        },
        Case("what could not be read back as a run is refused, new or as a change") { store in
            let id = try await begin(store)
            for change in [["startTime": "2026-01-01"], ["status": "asleep"], ["tags": ["owner": 5]]]
                as [[FieldPath: Value]]
            {
                try await expectError(.invalidArgument, "the change \(change)") {
                    try await store.update(RecordID(id), in: .runs, RecordChange(set: change))
                }
            }
            try await expectError(.invalidArgument, "no identifier") {
                try await store.insert([["_id": "mine", "startTime": .date(.now), "status": "running"]], into: .runs)
            }
            try await expectError(.invalidArgument, "a damaged summary") {
                let damaged: Value = ["count": 1, "revisited": .int(.max)]
                return try await store.update(
                    RecordID(id), in: .runs, RecordChange(set: ["metrics.loss": damaged]))
            }
            _ = try Run(document: try unwrap(try await store.record(RecordID(id), in: .runs), "the run"))
        },
        Case("deleting a run takes everything that belongs to it, says what, and leaves the others") { store in
            let gone = try await begin(store, 1)
            let kept = try await begin(store, 2)
            for run in [gone, kept] {
                try await store.insert(records(of: run, 0..<2_500), into: .artifacts)
                try await store.insert(
                    [["_run": .string(run.description), "file": .string("\(run).csv")]], into: .files)
                let points = (0..<5_000).map { point($0, 1, sequence: $0) }
                try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: points)])
                try await store.appendLog([LogLine(sequence: 1, time: .now, level: .info, text: "hello")], to: run)
            }
            let deletion = try await store.deleteRun(gone)
            var expected = RunDeletion()
            expected.run = true
            expected.artifacts = 2_500
            expected.files = 1
            expected.points = 5_000
            expected.logLines = 1
            try expectEqual(deletion, expected, "it says what went")
            try expectEqual(try await groups(store, by: "ModelName"), ["\"m\" 2500"], "counts follow")
            try expectEqual(try await store.record(RecordID(gone), in: .runs), nil, "the run is gone")
            let all = Step.min ... .max
            let goneSeries = SeriesID(run: gone, metric: "loss")
            try expectEqual(
                try await store.seriesBlocks(of: goneSeries, in: all, content: .summary).count, 0, "no series")
            let keptSeries = SeriesID(run: kept, metric: "loss")
            try expect(
                try await !store.seriesBlocks(of: keptSeries, in: all, content: .summary).isEmpty, "the other's stay")
            try expectEqual(
                try await store.logLines(of: kept, behind: nil, minimumLevel: .debug, limit: 10).count, 1,
                "the other's log")
            try await expectError(.notFound, "deleting it again") { try await store.deleteRun(gone) }
        },
    ]

    static let logCases: [Case] = [
        Case("lines of text come back in order, by level, from where one left off, and once") { store in
            let run = try await begin(store)
            let levels: [LogLevel] = [.debug, .info, .warning, .error]
            for batch in 0..<100 as Range<Int64> {
                let lines = (0..<30 as Range<Int64>).map { index in
                    LogLine(
                        sequence: batch * 30 + index, time: WallTime(millisecondsSince1970: batch),
                        level: levels[Int(index) % 4], text: "line \(batch * 30 + index) ✓\n\u{1B}[31mred")
                }
                try await store.appendLog(lines, to: run)
                let again = try await store.appendLog(lines, to: run)
                try expectEqual(again.duplicates, 30, "a repeated write is recognised")
            }
            var found: [LogLine] = []
            while true {
                let page = try await store.logLines(
                    of: run, behind: found.last?.position, minimumLevel: .debug, limit: 700)
                if page.isEmpty { break }
                found += page
            }
            try expectEqual(found.map(\.sequence), Array(0..<3_000), "all lines in order")
            try expectEqual(found[77].text, "line 77 ✓\n\u{1B}[31mred", "as written")
            let errors = try await store.logLines(of: run, behind: found[9].position, minimumLevel: .error, limit: 3)
            try expectEqual(errors.map(\.sequence), [11, 15, 19], "of a level, behind a line")
        },
        Case("a line for a run that is not there, and one that is too long, is refused") { store in
            let line = LogLine(sequence: 1, time: .now, level: .info, text: "hello")
            try await expectError(.notFound, "no run") { try await store.appendLog([line], to: someRun(9)) }
            let run = try await begin(store)
            let long = LogLine(
                sequence: 1, time: .now, level: .info, text: String(repeating: "x", count: LogLine.longestText + 1))
            try await expectError(.invalidArgument, "too long") { try await store.appendLog([line, long], to: run) }
            try expectEqual(
                try await store.logLines(of: run, behind: nil, minimumLevel: .debug, limit: 10).count, 0, "none stored")
        },
    ]
}
