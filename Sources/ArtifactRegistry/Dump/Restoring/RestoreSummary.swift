/// What a restore found in a dump, and what it did with it.
public struct RestoreSummary: Hashable, Sendable {
    /// What the dump holds.
    public internal(set) var content: DumpSummary
    /// How many records the store did not have before.
    public internal(set) var newRecords: Int64 = 0
    /// How many points the store did not have before.
    public internal(set) var newPoints: Int64 = 0
    /// How many lines the store did not have before.
    public internal(set) var newLines: Int64 = 0
    /// How many records, points and lines of the dump are not in the store as the dump has them: what the store had already is
    /// not changed, and what it refused is not there.
    public internal(set) var differences: Int64 = 0
    /// The first ``RestoreSummary/mostExamples`` of them, in words.
    public internal(set) var examples: [String] = []
    /// What came to the registry that was copied, after it had been read: another copy brings it. `nil` for a dump's file.
    public internal(set) var cameLater: LaterContent?

    /// So many differences are told in words: 10.
    public static let mostExamples = 10

    /// Whether everything in the dump is in the store, as it is in the dump.
    public var isComplete: Bool { differences == 0 }
}

extension RestoreSummary: CustomStringConvertible {
    /// A table of what there is, then whether the store has it all, and what came meanwhile.
    public var description: String {
        var lines = content.table
        lines.append("New in the store: \(newRecords) records, \(newPoints) points, \(newLines) lines of logs.")
        if isComplete {
            lines.append("Compared: the store has everything, as it was.")
        } else {
            lines.append(
                "Compared: \(differences) of these are not in the store as they were. What it had is unchanged:")
            lines += examples.map { "  \($0)" }
        }
        if let cameLater, cameLater.isAnything {
            lines.append("Came to the source after it was read: \(cameLater). Another copy brings it.")
        }
        return lines.joined(separator: "\n")
    }
}
