/// What `git status --porcelain=v2 --branch -z` says.
struct GitStatus: Equatable, Sendable {
    /// The commit that is checked out; `nil` before the first.
    var commit: String?
    /// The branch; `nil` when the head is detached.
    var branch: String?
    /// Whether a commit is checked out and no branch.
    var isDetached = false
    /// The names of the tracked files that are not as in the commit.
    var changedFiles: [String] = []

    /// Reads git's output. Whatever is not understood is left out: a later git may say more.
    init(porcelain output: [UInt8]) {
        var isOldName = false
        for entry in output.split(separator: 0) {
            if isOldName {
                isOldName = false
                continue
            }
            let text = String(decoding: entry, as: UTF8.self)
            if let oid = text.removing(prefix: "# branch.oid ") {
                commit = oid == "(initial)" ? nil : oid
            } else if let head = text.removing(prefix: "# branch.head ") {
                isDetached = head == "(detached)"
                branch = isDetached ? nil : head
            } else if let fieldCount = ["1 ": 8, "2 ": 9, "u ": 10][String(text.prefix(2))] {
                // A file that was renamed is followed by its old name.
                isOldName = text.hasPrefix("2 ")
                let fields = text.split(separator: " ", maxSplits: fieldCount, omittingEmptySubsequences: false)
                if fields.count == fieldCount + 1 { changedFiles.append(String(fields[fieldCount])) }
            }
        }
    }
}

extension String {
    fileprivate func removing(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
