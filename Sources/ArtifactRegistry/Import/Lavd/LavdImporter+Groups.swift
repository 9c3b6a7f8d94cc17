import Foundation
import RegistryCore

/// Files of labels: numbers become points, texts and images records of files, a command a part of the run's record.
extension LavdImporter {
    private static let mostPoints = 65_536
    private static let mostRecords = 200
    private static let mostRecordBytes = 4 << 20

    /// What waits to be stored.
    private struct Portion {
        var points: [SeriesID: [SeriesPoint]] = [:]
        var pointCount = 0
        var records: [Document] = []
        var recordBytes = 0
        var done: [(LavdListing.Key, Int)] = []
    }

    /// Stores what groups of files hold.
    func keep(
        _ groups: [LavdListing.Key: [LavdFile]], of run: LavdRun, in name: String, _ summary: inout LavdImportSummary
    ) async throws {
        var portion = Portion()
        let order = groups.sorted { ($0.value.first?.path ?? "") < ($1.value.first?.path ?? "") }
        for (key, files) in order {
            try Task.checkCancellation()
            let group = LavdGroup(files, key: key, in: place(of: name), &summary)
            note(group.unreadable, of: files, in: name)
            add(group, of: run, in: name, to: &portion, &summary)
            if let command = group.command { try await keep(command, of: run, &summary) }
            portion.done.append((key, Self.signature(files)))
            if portion.pointCount >= Self.mostPoints || portion.records.count >= Self.mostRecords
                || portion.recordBytes >= Self.mostRecordBytes
            {
                try await flush(&portion, of: run, &summary)
            }
        }
        try await flush(&portion, of: run, &summary)
    }

    private func add(
        _ group: LavdGroup, of run: LavdRun, in name: String, to portion: inout Portion,
        _ summary: inout LavdImportSummary
    ) {
        if let (value, modified) = group.number, let step = group.key.step {
            if run.metrics.contains(group.key.label) || run.metrics.count < options.mostMetrics {
                run.metrics.insert(group.key.label)
                // A label has one number at a step: the step tells it from all others.
                portion.points[SeriesID(run: run.id, metric: group.key.label), default: []].append(
                    SeriesPoint(step: step, time: modified, value: value, sequence: step.rawValue))
                portion.pointCount += 1
            } else {
                summary.omit(.numbersOfFurtherMetrics)
            }
        }
        for (file, fields) in group.records {
            let sequence = Self.sequence(group.key, fields)
            // What the registry has of a file stays while it cannot be read.
            guard group.unreadable.isEmpty || run.known[sequence] == nil else { continue }
            var document: Document = [
                "_run": .string(run.id.description), "_seq": .int(sequence),
                "file": .string("\(directory)/\(name)/\(file.path)"), "label": .string(group.key.label),
                "location": .string("\(directory)/\(name)/\(file.path)"), "size": .int(Int64(file.size)),
                "modified": .date(WallTime(millisecondsSince1970: file.modified)),
            ]
            document["step"] = group.key.step.map { .int($0.rawValue) }
            document.update(with: fields)
            portion.records.append(document)
            let texts = ["text", "expected"].reduce(0) { $0 + (fields[$1]?.stringValue?.utf8.count ?? 0) }
            portion.recordBytes += 1_024 + texts + (fields["boxes"]?.arrayValue?.count ?? 0) * 128
        }
    }

    /// A number made of what a record is of, above those of logs.
    private static func sequence(_ key: LavdListing.Key, _ fields: Document) -> Int64 {
        var hash = FNV1a()
        let step = key.step.map { "\($0.rawValue)" } ?? "global"
        hash.combine(Array("\(fields["filetype"]?.stringValue ?? "")\0\(step)\0\(key.label)".utf8))
        return Int64(truncatingIfNeeded: hash.digest & (1 << 61 - 1)) | 1 << 61
    }

    private func flush(_ portion: inout Portion, of run: LavdRun, _ summary: inout LavdImportSummary) async throws {
        let appends = portion.points.sorted { $0.key.metric < $1.key.metric }
            .map { SeriesAppend(series: $0.key, points: $0.value.sorted { $0.sequence < $1.sequence }) }
        var rest = appends[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(128))
            rest = rest.dropFirst(128)
            let result = try await patience.call { try await store.append(some) }
            summary.storedPoints += result.stored
            summary.knownPoints += result.duplicates
            if result.stored > 0 { run.hasNews = true }
        }
        try await write(portion.records, of: run, &summary)
        for (key, signature) in portion.done { run.signatures[key] = signature }
        portion = Portion()
    }

    private func write(_ records: [Document], of run: LavdRun, _ summary: inout LavdImportSummary) async throws {
        var new: [Document] = []
        for record in records {
            guard let sequence = record["_seq"]?.intValue else { continue }
            guard let known = run.known[sequence] else {
                new.append(record)
                continue
            }
            guard let change = known.change(to: record) else {
                summary.knownFiles += 1
                continue
            }
            let id = known.id
            do {
                _ = try await patience.call { try await store.update(id, in: .files, change) }
            } catch let error as RegistryError where error.code == .invalidArgument {
                summary.omit(.refused(reason: error.message))
                continue
            }
            run.note(record, id)
            summary.storedFiles += 1
            run.hasNews = true
        }
        try await insert(new, of: run, &summary)
    }

    /// Inserts records. One that the registry does not take, because it is too large for it, keeps none of the others.
    private func insert(_ new: [Document], of run: LavdRun, _ summary: inout LavdImportSummary) async throws {
        guard !new.isEmpty else { return }
        do {
            try await insertTogether(new, of: run, &summary)
        } catch let error as RegistryError where error.code == .invalidArgument {
            guard new.count > 1 else { return summary.omit(.refused(reason: error.message)) }
            try await insert(Array(new.prefix(new.count / 2)), of: run, &summary)
            try await insert(Array(new.dropFirst(new.count / 2)), of: run, &summary)
        }
    }

    private func insertTogether(_ new: [Document], of run: LavdRun, _ summary: inout LavdImportSummary) async throws {
        let documents = new
        let insertion = try await patience.call { try await store.insert(documents, into: .files) }
        summary.storedFiles += new.count - insertion.duplicates
        summary.knownFiles += insertion.duplicates
        guard insertion.duplicates == 0, insertion.ids.count == new.count else { return try await loadRecords(of: run) }
        for (record, id) in zip(new, insertion.ids) {
            run.note(record, id)
        }
        run.hasNews = true
    }

    private func keep(_ command: Document, of run: LavdRun, _ summary: inout LavdImportSummary) async throws {
        let id = RecordID(run.id)
        let change = RecordChange(set: ["command": .document(command)])
        do {
            guard try await patience.call({ try await store.update(id, in: .runs, change) }) else {
                throw RegistryError(.notFound, "The run \(run.id) was removed.")
            }
            summary.commands += 1
        } catch let error as RegistryError where error.code == .invalidArgument {
            summary.omit(.refused(reason: error.message))
        }
    }
}
