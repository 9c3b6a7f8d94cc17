import RegistryCore

extension StoreContract {
    static let concurrencyCases: [Case] = [
        Case("sixteen writers at once lose nothing and store nothing twice") { store in
            let run = try await begin(store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        for batch in 0..<5 {
                            // Neighbours write the same sequence numbers.
                            let start = writer / 2 * 100 + batch * 20
                            try await store.insert(
                                records(of: run, start..<start + 20, model: "m\(writer / 2)"), into: .artifacts)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let found = try await pages(store, Query(limit: 500)).compactMap { $0["n"]?.intValue }.sorted()
            try expectEqual(found, (0..<800).map(Int64.init), "each once")
            let groups = try await groups(store, by: "ModelName")
            try expectEqual(groups.sorted(), (0..<8).map { "\"m\($0)\" 100" }, "the counts agree")
        },
        Case("sixteen writers of one run's metrics at once lose no point") { store in
            let run = try await begin(store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<16 as Range<Int64> {
                    group.addTask {
                        for batch in 0..<6 as Range<Int64> {
                            let start = writer * 60 + batch * 10
                            let points = (start..<start + 10).map { point($0, Double($0), sequence: $0) }
                            let series = SeriesID(run: run, metric: "loss")
                            try await store.append([SeriesAppend(series: series, points: points)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            let series = SeriesID(run: run, metric: "loss")
            let blocks = try await store.seriesBlocks(of: series, in: .min ... .max, content: .points)
            let found = try blocks.flatMap { try $0.points() }.map(\.step.rawValue).sorted()
            try expectEqual(found, Array(0..<960), "each once")
            let stored = try Run(document: try unwrap(try await store.record(RecordID(run), in: .runs), "the run"))
            try expectEqual(stored.metrics["loss"]?.summary.count, 960, "the run's summary counts them")
        },
        Case("two puts of the same file at once make one record") { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        _ = try await store.put(
                            ["file": "same.csv", "writer": .int(Int64(writer))], into: .files, matching: "file")
                    }
                }
                try await group.waitForAll()
            }
            try expectEqual(try await store.count(in: .files, matching: .everything), 1, "one record")
        },
        Case("a cancelled call ends as cancelled, and the store goes on") { store in
            try await store.insert((0..<2_000).map { ["n": .int($0), "text": "aaaaaaaaaa"] }, into: .artifacts)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await store.count(in: .artifacts, matching: .field("text", .matches(try Pattern("b$"))))
            }
            do {
                _ = try await task.value
                throw BrokenPromise("a cancelled call returned an answer")
            } catch is CancellationError {
            }
            try expectEqual(try await store.count(in: .artifacts, matching: .everything), 2_000, "the store answers")
        },
        Case("a closed store says so, and closing twice is no error") { store in
            await store.close()
            await store.close()
            try await expectError(.unavailable, "a closed store") { try await store.find(in: .artifacts, Query()) }
        },
    ]
}
