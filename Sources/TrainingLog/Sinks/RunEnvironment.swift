import RegistryCore

/// What a run is made with, as the registry keeps it: in the run's record, but for the changes of the code, which may be long
/// and become the record of a file.
struct RunEnvironment {
    /// The change of the run's record.
    let change: RecordChange
    private let diff: String?

    init(_ environment: Document) {
        var environment = environment
        var git = environment["git"]?.documentValue
        diff = git?["diff"]?.stringValue
        git?["diff"] = nil
        if let git { environment["git"] = .document(git) }
        var change = RecordChange(set: ["environment": .document(environment)])
        change.set["gitCommit"] = git?["commit"]
        self.change = change
    }

    /// The record of the changes that were not committed; `nil` when there were none.
    func diffFile(of run: RunID, sequence: Int64) -> Document? {
        guard let diff, !diff.isEmpty else { return nil }
        return [
            "_run": .string(run.description), "_seq": .int(sequence), "file": .string("\(run)/changes.patch"),
            "filetype": "diff", "label": "changes that were not committed", "contentType": "text/x-diff",
            "size": .int(Int64(diff.utf8.count)), "text": .string(diff),
        ]
    }
}
