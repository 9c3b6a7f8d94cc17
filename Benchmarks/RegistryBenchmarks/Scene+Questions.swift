import BenchmarkKit
import RegistryCore

extension Scene {
    /// Asks for pages and groups of a million artifacts.
    func measureQuestions(_ table: inout ResultTable, _ targets: Targets) async throws {
        say("inserting \(sizes.artifacts) artifacts, indexed and counted")
        let insertion = try await Stopwatch.time {
            for batch in SampleRecords.batches(sizes.artifacts) { try await store.insert(batch, into: .artifacts) }
        }
        let peerCount = min(sizes.artifacts, 100_000)
        let indexedPeer = try peer?.run("insert-indexed", "\(peerCount)")
        table.add(
            ResultTable.Row(
                subject: name, "insert \(sizes.artifacts) artifacts, indexed and counted",
                .rate(of: sizes.artifacts, in: insertion), peer: indexedPeer.map { .rate(of: peerCount, in: $0) }))
        say("asking questions")
        try await measurePages(&table, targets.pageMilliseconds)
        try await measureGroups(&table, targets.groupMilliseconds)
        let pattern = try Pattern("ET-01", options: .ignoresCase)
        let contains = try await Stopwatch.times(sizes.repetitions) { _ in
            _ = try await page(.field("ModelName", .matches(pattern)))
        }
        add("first page by \"contains\", any case", contains, atMost: targets.groupMilliseconds, to: &table)
    }

    private func measurePages(_ table: inout ResultTable, _ limit: Double) async throws {
        let byName = try await Stopwatch.times(sizes.repetitions) { round in
            _ = try await page(.field("ModelName", .equals(.string(SampleRecords.modelName(round)))))
        }
        add("page of 50 by an indexed field", byName, atMost: limit, to: &table)
        let newest = try await Stopwatch.times(sizes.repetitions) { round in
            _ = try await page(
                .field("ModelName", .equals(.string(SampleRecords.modelName(round)))),
                sort: [SortKey("_id", .descending)])
        }
        add("page of 50 by an indexed field, newest first", newest, atMost: limit, to: &table)
        let byPrefix = try await Stopwatch.times(sizes.repetitions) { round in
            let prefix = SampleRecords.modelName(round).dropLast()
            _ = try await page(.field("ModelName", .matches(try Pattern("^\(prefix)"))))
        }
        add("page of 50 by a prefix", byPrefix, atMost: limit, to: &table)
    }

    private func measureGroups(_ table: inout ResultTable, _ limit: Double) async throws {
        for field in ["ModelName", "ExperimentName"] as [FieldPath] {
            let times = try await Stopwatch.times(sizes.repetitions) { _ in
                let groups = try await store.groups(by: field, in: .artifacts, matching: .everything, limit: 1_000)
                let sum = groups.reduce(0) { $0 + $1.count }
                guard sum == sizes.artifacts else { throw WrongAnswer("the groups by \(field) hold \(sum) artifacts") }
            }
            let peer = try self.peer?.run("group", field.description)
            table.add(
                ResultTable.Row(
                    subject: name, "groups of \(sizes.artifacts) artifacts by \(field)", .milliseconds(times.median),
                    slowest: .milliseconds(times.slowest), peer: peer.map { .milliseconds($0) },
                    target: .limit(.milliseconds(limit))))
        }
    }

    private func page(_ filter: Filter, sort: [SortKey] = []) async throws -> [Document] {
        let records = try await store.find(in: .artifacts, Query(filter, sort: sort)).elements
        guard !records.isEmpty else { throw WrongAnswer("a question found no artifact") }
        return records
    }

    /// Adds a row of times.
    func add(_ what: String, _ times: Times, atMost limit: Double, to table: inout ResultTable) {
        table.add(
            ResultTable.Row(
                subject: name, what, .milliseconds(times.median), slowest: .milliseconds(times.slowest),
                target: .limit(.milliseconds(limit))))
    }
}
