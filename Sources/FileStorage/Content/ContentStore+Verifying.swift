import RegistryCore

extension ContentStore {
    /// So many contents that cannot be read one after the other are a store that cannot be read.
    private static let mostUnreadable = 8

    /// Reads every content, and compares its bytes with its name. Nothing is changed. What is in memory does not grow with the store.
    ///
    /// What a disk has damaged is written anew when it is stored again, if the store can tell without reading it (Documentation/Storage.md);
    /// else it stays until it is deleted.
    ///
    /// - Parameters:
    ///   - parallel: so many are read at the same time. Default: 4.
    ///   - onFault: is told each fault as it is found, also those that ``ContentVerification/faults`` has no room for.
    ///   - onProgress: is told after each content, and each file that is none, what was found so far, which is all that is left when this
    ///     throws. Default: nobody is.
    /// - Throws: when the store cannot be listed; the last reason when 8 contents one after the other cannot be read. `CancellationError`
    ///   when the task is cancelled.
    public func verify(
        parallel: Int = 4, onFault: (ContentVerification.Fault) async throws -> Void = { _ in },
        onProgress: (ContentVerification) -> Void = { _ in }
    ) async throws -> ContentVerification {
        guard (1...64).contains(parallel) else {
            throw RegistryError(.invalidArgument, "1 to 64 contents are read at a time; \(parallel) were asked for.")
        }
        var report = ContentVerification()
        var unreadableInARow = 0
        func take(_ outcome: Outcome) async throws {
            if case .unreadable = outcome.state { unreadableInARow += 1 } else { unreadableInARow = 0 }
            let fault = report.add(outcome)
            onProgress(report)
            guard let fault else { return }
            try await onFault(fault)
            if case .unreadable(let error) = outcome.state, unreadableInARow >= Self.mostUnreadable { throw error }
        }
        try await files.forEachPage(in: contentFolder) { page in
            if page.unusableNames > 0 {
                report.foreign += page.unusableNames
                onProgress(report)
            }
            try await withThrowingTaskGroup(of: Outcome.self) { group in
                var running = 0
                for file in page.files {
                    try Task.checkCancellation()
                    guard let id = ContentID(ifID: file.key.name), try key(id) == file.key else {
                        report.foreign += 1
                        onProgress(report)
                        continue
                    }
                    if running >= parallel, let outcome = try await group.next() {
                        try await take(outcome)
                        running -= 1
                    }
                    group.addTask { try await self.compare(id, file.key) }
                    running += 1
                }
                while let outcome = try await group.next() { try await take(outcome) }
            }
            return true
        }
        return report
    }

    /// What became of one.
    fileprivate struct Outcome: Sendable {
        enum State: Sendable {
            case intact, gone
            case damaged(String)
            case unreadable(RegistryError)
        }

        let id: ContentID
        let key: FileKey
        let state: State
        let bytes: Int64
    }

    private func compare(_ id: ContentID, _ key: FileKey) async throws -> Outcome {
        do {
            let (found, size) = try await Self.identify(try await files.readChunks(key))
            let state: Outcome.State =
                found == id ? .intact : .damaged("Its \(size) bytes have the SHA-256 \(found).")
            return Outcome(id: id, key: key, state: state, bytes: size)
        } catch let error as RegistryError {
            // A store may say of what was broken off that it cannot be read: nothing is wrong with the content.
            try Task.checkCancellation()
            let state: Outcome.State =
                switch error.code {
                case .notFound: .gone
                // A store that has a digest of its own may see it first.
                case .corruptData: .damaged(error.message)
                default: .unreadable(error)
                }
            return Outcome(id: id, key: key, state: state, bytes: 0)
        }
    }
}

extension ContentVerification {
    /// Counts what became of a content.
    ///
    /// - Returns: its fault, if it has one.
    fileprivate mutating func add(_ outcome: ContentStore.Outcome) -> Fault? {
        found += 1
        readBytes += outcome.bytes
        let fault: Fault
        switch outcome.state {
        case .intact:
            intact += 1
            return nil
        case .gone:
            gone += 1
            return nil
        case .damaged(let words):
            damaged += 1
            fault = Fault(id: outcome.id, key: outcome.key, kind: .damaged, message: words)
        case .unreadable(let error):
            unreadable += 1
            fault = Fault(id: outcome.id, key: outcome.key, kind: .unreadable, message: error.message)
        }
        if faults.count < Self.mostFaults { faults.append(fault) }
        return fault
    }
}
