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
        var wanted: [ContentID] = []
        try await files.forEachPage(in: contentFolder) { page in
            for file in page.files {
                guard let id = ContentID(ifID: file.key.name) else { continue }
                report.found += 1
                report.foundBytes += file.size
                missing.remove(id)
                if reachable.contains(id) {
                    report.needed += 1
                    if marks[id] != nil { wanted.append(id) }
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
        guard !rules.isDryRun else {
            report.restored = wanted
            report.deleted = garbage.map(\.id)
            report.deletedBytes = garbage.reduce(0) { $0 + $1.size }
            return report
        }
        for id in report.marked {
            try await files.writeText("\(rules.now)", to: try markKey(id), options: WriteOptions())
        }
        report.claimed = wanted + garbage.map(\.id)
        for attempt in 0..<2 where !report.claimed.isEmpty {
            // Others decide in a moment. What a crash left is known as that after a quarter of an hour.
            if attempt > 0, try await !waitForClaims(on: report.claimed, rules.claimPatience) { break }
            report.claimed = []
            if !garbage.isEmpty, let again {
                let needed = try await again()
                wanted += garbage.map(\.id).filter(needed.contains)
                report.needed += garbage.count { needed.contains($0.id) }
                garbage.removeAll { needed.contains($0.id) }
            }
            for id in wanted {
                if try await unmarkAtOnce(id) { report.restored.append(id) } else { report.claimed.append(id) }
            }
            wanted = report.claimed
            var left: [(id: ContentID, size: Int64)] = []
            for (id, size) in garbage {
                switch try await deleteIfMarked(id, marks[id]) {
                case .deleted:
                    report.deleted.append(id)
                    report.deletedBytes += size
                case .isWanted: break
                case .isClaimed: left.append((id, size))
                }
            }
            garbage = left
            report.claimed += left.map(\.id)
        }
        return report
    }

    /// Waits until nobody decides about any of these, or patience is over.
    ///
    /// - Returns: whether there was any patience.
    private func waitForClaims(on ids: [ContentID], _ patience: Duration) async throws -> Bool {
        guard patience > .zero else { return false }
        let clock = self.patience.clock
        let start = clock.uptime()
        while true {
            var isFree = true
            for id in ids where try await !ContentClaim.isFree(id, in: self) { isFree = false }
            guard !isFree, clock.uptime() - start < patience else { return true }
            try await clock.sleep(.seconds(15))
        }
    }

    /// Takes the mark off something that was going to be deleted.
    ///
    /// - Throws: `notFound` when it is not there any more.
    public func keep(_ id: ContentID) async throws {
        try await unmark(id)
        guard try await contains(id) else { throw RegistryError(.notFound, "The content \(id) is not there any more.") }
    }

    /// Takes the mark off, if there is one. Should the content be deleted at this moment, that is waited for.
    ///
    /// - Throws: `unavailable` when it takes longer than patience lasts.
    func unmark(_ id: ContentID) async throws {
        try await patience.attempts(at: "\(files)", about: "\(id)") { _ in
            guard try await unmarkAtOnce(id) else {
                throw PassingFailure(
                    RegistryError(
                        .unavailable, "The content \(id) is being deleted at this moment: try it again in a moment."))
            }
        }
    }

    /// Takes the mark off, if there is one.
    ///
    /// - Returns: `false` when somebody else decides about the content at this moment.
    private func unmarkAtOnce(_ id: ContentID) async throws -> Bool {
        guard try await files.exists(try markKey(id)) else { return true }
        guard let claim = try await ContentClaim.take(id, in: self) else { return false }
        try await claim.holding { try await files.delete(try markKey(id)) }
        return true
    }

    private enum Deletion { case deleted, isWanted, isClaimed }

    /// Deletes a content that has the mark that was found, and nobody else decides about at this moment.
    private func deleteIfMarked(_ id: ContentID, _ found: WallTime?) async throws -> Deletion {
        guard let claim = try await ContentClaim.take(id, in: self) else { return .isClaimed }
        return try await claim.holding {
            // Who stored it again meanwhile has taken the mark off. Another mark is not old enough.
            guard try await mark(try markKey(id)) == found else { return .isWanted }
            // It took so long that another may have the claim soon.
            guard claim.isFresh else { return .isClaimed }
            try await files.delete(try key(id))
            try await files.delete(try markKey(id))
            return .deleted
        }
    }

    /// When what is marked was.
    private func marks() async throws -> [ContentID: WallTime] {
        var marks: [ContentID: WallTime] = [:]
        for file in try await files.allFiles(in: markFolder) {
            guard let id = ContentID(ifID: file.key.name) else { continue }
            if let time = try await mark(file.key) { marks[id] = time }
        }
        return marks
    }

    /// When a mark was made; `nil` when it is not there.
    private func mark(_ key: FileKey) async throws -> WallTime? {
        guard let file = try await files.info(key) else { return nil }
        do {
            // One without a time that can be read begins its window anew: rather too late than too early.
            return WallTime(iso8601: try await files.readText(key, atMost: 1_024)) ?? file.modified
        } catch let error as RegistryError where error.code == .notFound {
            return nil
        }
    }

    private static func milliseconds(from earlier: WallTime, to later: WallTime) -> Double {
        Double(later.millisecondsSince1970) - Double(earlier.millisecondsSince1970)
    }

    private static func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }
}
