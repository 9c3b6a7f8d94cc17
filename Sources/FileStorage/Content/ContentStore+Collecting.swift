import RegistryCore

extension ContentStore {
    /// Deletes what nobody needs, in two steps with a time between them: what is found to be needed by nobody is marked, and what
    /// was marked longer ago than the undo window, and is still needed by nobody, is deleted. In between it is where it was: to undo is
    /// to name it as needed, to store it again, or ``keep(_:)``.
    ///
    /// - Parameters:
    ///   - reachable: every content that is needed by anything. What is not in it is lost after the window: give all of it, and do not
    ///     call this when any of it cannot be read.
    ///   - rules: what is done, and when. With a window of 0 nothing may be stored at the same time.
    ///   - again: asks once more what is needed, right before anything is deleted: hours may have gone by. Default: nothing is asked.
    /// - Returns: what was done. With ``GarbageCollection/isDryRun`` nothing is changed.
    public func collectGarbage(
        keeping reachable: Set<ContentID>, _ rules: GarbageCollection = GarbageCollection(),
        askingAgain again: (() async throws -> Set<ContentID>)? = nil
    ) async throws -> GarbageCollection.Report {
        guard rules.undoWindow >= .zero, rules.minimumAge >= .zero else {
            throw RegistryError(.invalidArgument, "The undo window and the minimum age cannot be negative.")
        }
        let marks = try await marks()
        var report = GarbageCollection.Report()
        var missing = reachable
        var garbage: [(id: ContentID, size: Int64)] = []
        try await files.forEachPage(in: contentFolder) { page in
            for file in page.files {
                guard let id = ContentID(ifID: file.key.name) else { continue }
                report.found += 1
                report.foundBytes += file.size
                missing.remove(id)
                if reachable.contains(id) {
                    report.needed += 1
                    if marks[id] != nil { report.restored.append(id) }
                } else if let marked = marks[id], file.modified.map({ $0 <= marked }) ?? true {
                    // A mark that is older than the file is of one that was deleted before.
                    if Self.milliseconds(from: marked, to: rules.now) >= Self.milliseconds(rules.undoWindow) {
                        garbage.append((id, file.size))
                    } else {
                        report.waiting.append(id)
                    }
                } else if let written = file.modified,
                    Self.milliseconds(from: written, to: rules.now) < Self.milliseconds(rules.minimumAge)
                {
                    report.young += 1
                } else {
                    report.marked.append(id)
                }
            }
            return true
        }
        report.missing = missing.sorted()
        if !rules.isDryRun {
            for id in report.restored { try await files.delete(try markKey(id)) }
            for id in report.marked {
                try await files.writeText("\(rules.now)", to: try markKey(id), options: WriteOptions())
            }
        }
        if !rules.isDryRun, !garbage.isEmpty, let again {
            let needed = try await again()
            for (id, _) in garbage where needed.contains(id) {
                try await files.delete(try markKey(id))
                report.restored.append(id)
                report.needed += 1
            }
            garbage.removeAll { needed.contains($0.id) }
        }
        for (id, size) in garbage {
            if !rules.isDryRun {
                // Who stored it again meanwhile has taken the mark off.
                guard try await files.exists(try markKey(id)) else { continue }
                try await files.delete(try key(id))
                try await files.delete(try markKey(id))
            }
            report.deleted.append(id)
            report.deletedBytes += size
        }
        return report
    }

    /// Takes the mark off something that was going to be deleted.
    ///
    /// - Throws: `notFound` when it is not there any more.
    public func keep(_ id: ContentID) async throws {
        guard try await contains(id) else { throw RegistryError(.notFound, "The content \(id) is not there any more.") }
        try await files.delete(try markKey(id))
    }

    /// When what is marked was.
    private func marks() async throws -> [ContentID: WallTime] {
        var marks: [ContentID: WallTime] = [:]
        for file in try await files.allFiles(in: markFolder) {
            guard let id = ContentID(ifID: file.key.name) else { continue }
            // A mark without a time that can be read begins its window anew: rather too late than too early.
            let text = try await files.readText(file.key, atMost: 1_024)
            if let time = WallTime(iso8601: text) ?? file.modified { marks[id] = time }
        }
        return marks
    }

    private static func milliseconds(from earlier: WallTime, to later: WallTime) -> Double {
        Double(later.millisecondsSince1970) - Double(earlier.millisecondsSince1970)
    }

    private static func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }
}
