import Foundation
import RegistryCore

/// Logs, which grow: lines are stored under the log's number in its run and the byte where they begin.
extension LavdImporter {
    /// The kind of a log's record.
    private static let mostLogs: Int64 = 1 << 20
    private static let portionInBytes = 4 << 20
    private static let mostLines = 1_000
    /// The most bytes of a first line by which a log is known again.
    private static let longestStart = 4_096
    /// How long the end of a log waits for the rest of its last message.
    static let restMilliseconds: Int64 = 2_000

    /// Stores what a log has grown by.
    func keep(
        _ file: LavdFile, of run: LavdRun, in name: String, _ summary: inout LavdImportSummary
    ) async throws {
        let path = "\(directory)/\(name)/\(file.path)"
        guard let handle = reading(file, in: name, &summary, { try place(of: name).open(path) }) else { return }
        defer { try? handle.close() }
        let beginning = reading(file, in: name, &summary) { try handle.read(upToCount: Self.longestStart) ?? Data() }
        guard let head = beginning else { return }
        // A log is known again by its first line, or by the beginning of one that is long: lavd cuts the logs of an experiment that is run
        // again. One that has not ended yet may be being written.
        guard let end = head.firstIndex(of: 0x0A) ?? (head.count == Self.longestStart ? head.endIndex : nil) else {
            return
        }
        var hash = FNV1a()
        hash.combine(Array(head[..<end]))
        let start = Int64(bitPattern: hash.digest)
        var progress = try await claim(path, start, for: run)
        if let before = run.logs[file.path], before.number == progress.number { progress = before }
        progress.seenSize = file.size
        // Soon after it was written to, a line may follow that belongs to the last message.
        let isQuiet = now().millisecondsSince1970 - file.modified > Self.restMilliseconds
        defer {
            run.logs[file.path] = progress
            if !isQuiet, progress.byteCount < file.size { hasWaitingEnds = true }
        }
        while progress.byteCount < file.size {
            let place = UInt64(progress.byteCount)
            let portion = reading(file, in: name, &summary) {
                try handle.seek(toOffset: place)
                return try handle.read(upToCount: Self.portionInBytes) ?? Data()
            }
            guard let data = portion else { return }
            unreadable[name]?.remove(file.path)
            guard !data.isEmpty else { return }
            let isEnd = data.count < Self.portionInBytes
            let fallback = WallTime(millisecondsSince1970: file.modified)
            var (messages, taken, cutCount) = LavdLogFile.messages(
                in: Array(data)[...], isLast: isEnd && isQuiet, fallback: fallback)
            if taken == 0, !isEnd {
                // A message that is larger than a portion: what is there of it is one, cut, and the rest another.
                (messages, taken, cutCount) = LavdLogFile.messages(
                    in: Array(data)[...], isLast: true, isFull: true, fallback: fallback)
            }
            guard taken > 0 else { return }
            summary.omit(.strangeLines, cutCount)
            let base = progress.number << 40 + Int64(progress.byteCount)
            let lines = messages.map { offset, line in
                var line = line
                line.sequence = base + Int64(offset)
                return line
            }
            try await append(lines, to: run, &summary)
            progress.byteCount += taken
            let count = progress.byteCount
            let record = progress.record
            _ = try await patience.call {
                try await store.update(record, in: .files, RecordChange(set: ["importedBytes": .int(Int64(count))]))
            }
            if isEnd { return }
        }
    }

    private func append(_ lines: [LogLine], to run: LavdRun, _ summary: inout LavdImportSummary) async throws {
        var rest = lines[...]
        while !rest.isEmpty {
            let portion = Array(rest.prefix(Self.mostLines))
            rest = rest.dropFirst(Self.mostLines)
            let id = run.id
            let result = try await patience.call { try await store.appendLog(portion, to: id) }
            summary.storedLines += result.stored
            summary.knownLines += result.duplicates
            if result.stored > 0 { run.hasNews = true }
        }
    }

    /// The number of a log in its run; the store lets only one program take each.
    private func claim(_ path: String, _ start: Int64, for run: LavdRun) async throws -> LavdLogProgress {
        for _ in 0..<100 {
            let claims = run.logRecords
            if let (number, claim) = claims.first(where: { $0.value.path == path && $0.value.start == start }) {
                return LavdLogProgress(number: number, record: claim.id, byteCount: claim.byteCount)
            }
            let number = (claims.keys.max() ?? -1) + 1
            guard number < Self.mostLogs else { break }
            let document: Document = [
                "_run": .string(run.id.description), "_seq": .int(number), "file": .string(path),
                "filetype": .string(LavdLogRecord.fileType), "location": .string(path), "start": .int(start),
                "importedBytes": 0,
            ]
            let insertion = try await patience.call { try await store.insert([document], into: .files) }
            if insertion.duplicates == 0, let id = insertion.ids.first {
                run.note(document, id)
            } else {
                try await loadRecords(of: run)
            }
        }
        throw RegistryError(.unavailable, "Others keep numbering the logs of run \(run.id). Try again later.")
    }
}
