import RegistryCore

extension TrackerRun {
    /// A run without a word of its end whose last sign is older than this is lost.
    private static let quietSeconds = 600.0

    /// What is to change in the run's record now that it was read to its end, or as far as it can be read; `nil` for nothing.
    func change(to facts: SourceFacts, isWhole: Bool, experiment: String?, at now: WallTime) -> RecordChange? {
        var wanted = stored
        // What a damaged file does not say any more it has said.
        if let start = facts.start ?? (wasComplete && !isWhole ? nil : earliest) {
            // A run began when the first of its files did.
            let isOneOfSeveral = partCount > 1 && stored.startTime > StoredFields.noTime
            wanted.startTime = isOneOfSeveral ? min(stored.startTime, start) : start
        }
        // How it ends says the last of its files. One that was thought to be lost may have been only quiet.
        let isOpen = stored.status == .running || stored.status == .lost && facts.status != nil
        if isLastPart, !wasComplete || hasNews || isOpen {
            settleEnd(facts, isWhole: isWhole, at: now, &wanted)
        }
        wanted.parameters.merge(facts.parameters.values) { $1 }
        var change = stored.change(to: wanted)
        let summary = Document(
            facts.summary.values.sorted { $0.key < $1.key }.map { (FieldName.escaped($0.key), $0.value) })
        if !summary.isEmpty, summary != storedSummary { change.set["summary"] = .document(summary) }
        if isWhole, !wasComplete {
            for (name, value) in facts.description(experiment: experiment) {
                change.set[FieldPath(components: [name])] = value
            }
            for (name, value) in facts.tags.values {
                change.set[FieldPath(components: ["tags", FieldName.escaped(name)])] = value
            }
            change.set["import.isComplete"] = .bool(true)
        }
        return change.set.isEmpty && change.remove.isEmpty ? nil : change
    }

    private func settleEnd(_ facts: SourceFacts, isWhole: Bool, at now: WallTime, _ wanted: inout StoredFields) {
        var last = facts.end ?? latest ?? wanted.startTime
        // A damaged file that does not say any more when the run ended: it did not end before it was said to.
        if !isWhole, facts.end == nil, let end = stored.endTime { last = max(last, end) }
        // What a file cannot say by itself cannot be said of a piece of one.
        switch isWhole || facts.tellsEnd ? facts.status : nil {
        case .running?:
            wanted.status = .running
            wanted.endTime = nil
        case let status?:
            wanted.status = status
            wanted.endTime = last
        case nil:
            let isFresh = abs(now.secondsSince1970 - last.secondsSince1970) < Self.quietSeconds
            wanted.status = isFresh ? .running : facts.tellsEnd || !isWhole ? .lost : .finished
            wanted.endTime = isFresh ? nil : last
        }
    }
}

extension SourceFacts {
    /// What people call the run, as fields of its record.
    func description(experiment chosen: String?) -> [(String, Value)] {
        var fields: [(String, Value)] = [
            ("experiment", .string(chosen ?? experiment ?? "default")), ("name", .string(name)),
        ]
        if !notes.isEmpty { fields.append(("notes", .string(notes))) }
        if !host.isEmpty { fields.append(("host", .string(host))) }
        if let gitCommit, !gitCommit.isEmpty { fields.append(("gitCommit", .string(gitCommit))) }
        return fields
    }
}
