import RegistryCore

/// The state of the code that a run is made with, as git sees it: enough to have the same code again.
///
/// Secrets are taken out of all texts, as far as ``SecretRedaction`` knows them; files whose names say that they hold
/// secrets (`.env`, `*.pem` and the like) are not in the diff at all.
struct GitState: Hashable, Sendable {
    /// The top folder of the working tree.
    var folder: String?
    /// The commit that is checked out; `nil` before the first, or when git did not say.
    var commit: String?
    /// The branch that is checked out; `nil` when none is.
    var branch: String?
    /// Whether a commit is checked out and no branch.
    var isDetached = false
    /// Where the code comes from: the remote repository `origin`, or else the first by name, without credentials.
    var remoteURL: String?
    /// Whether tracked files differ from the commit, staged or not; `nil` when git did not say. Untracked files make
    /// nothing dirty.
    var isDirty: Bool?
    /// How they differ, as a patch against the commit; empty when they do not, `nil` when git did not say.
    var diff: String?
    /// The names of files that git does not track and is not told to ignore.
    var untrackedFiles: [String] = []
    /// What is missing above, and why.
    var notes: [String] = []

    /// As it is kept in a run's record.
    var document: Document {
        var document: Document = [:]
        document["folder"] = folder.map { .string($0) }
        document["commit"] = commit.map { .string($0) }
        document["branch"] = branch.map { .string($0) }
        document["isDetached"] = .bool(isDetached)
        document["remoteURL"] = remoteURL.map { .string($0) }
        document["isDirty"] = isDirty.map { .bool($0) }
        document["diff"] = diff.map { .string($0) }
        document["untrackedFiles"] = .array(untrackedFiles.map { .string($0) })
        if !notes.isEmpty { document["notes"] = .array(notes.map { .string($0) }) }
        return document
    }
}
