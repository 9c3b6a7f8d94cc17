import ChildPrograms
import RegistryCore

/// Asks git for the state of the code in a folder.
struct GitCapture: Sendable {
    /// The folder; any folder of the working tree.
    var folder: String
    /// The environment of this process.
    var environment: [String: String]
    /// Where git is; `nil` looks for it in `PATH`.
    var executable: String?
    /// How long all calls of git may take together; an eighth more is there to take the secrets out of the diff.
    var timeLimit: Duration = .seconds(4)
    /// How many bytes of diff are kept.
    var diffLimitInBytes = 1 << 20
    /// How many names of untracked files are kept.
    var untrackedFileLimit = 500
    /// Ends the capture early.
    var cancellation = CancellationFlag()

    /// Files that are made of secrets, as git's path patterns, in upper or lower case. They are left out of the diff.
    static let secretFilePatterns = [
        ".env", ".env.*", "*.env", ".envrc", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.kdbx",
        "*.ppk",
        "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", ".netrc", "_netrc", ".npmrc", ".pypirc", ".pgpass", ".my.cnf",
        ".htpasswd", ".git-credentials", "credentials", "credentials.json", "credentials.y*ml", "secret.*", "secrets.*",
        "*.tfstate", "*.tfvars", "kaggle.json", "service-account*.json",
    ]

    /// The state; `nil` when there is no git, or the folder is in no repository. Blocks as long as git takes, at most
    /// the time limit and an eighth; not for a thread of Swift's common pool.
    func state() -> GitState? {
        guard let executable = executable ?? ProgramSearch.find("git", path: environment["PATH"]) else { return nil }
        var git = GitProgram(
            executable: executable, folder: folder, environment: environment, deadline: .now + timeLimit,
            cancellation: cancellation)
        let place = git.run(["rev-parse", "--show-toplevel"])
        guard place.hasSucceeded else { return Self.state(without: place) }
        var state = GitState()
        // A folder's name may end with a line feed; git adds one.
        let top = String(decoding: place.output.dropLast(), as: UTF8.self)
        state.folder = SecretRedaction.redact(top)
        git.folder = top
        let configured = git.run(["config", "-z", "--get-regexp", GitConfiguration.pattern])
        // Status 1 says that there is no such setting.
        guard configured.hasSucceeded || configured.ending == .exited(1) else {
            state.notes.append(configured.complaint(about: "git config") + ", so nothing more was asked.")
            return state
        }
        let configuration = GitConfiguration(output: configured.output)
        state.remoteURL = configuration.remoteURL.map { SecretRedaction.redact($0) }
        guard let options = configuration.optionsWithoutFilters else {
            state.notes.append(
                "A filter of the repository has a name that cannot be turned off; git was asked no more.")
            return state
        }
        git.extraOptions = options
        addStatus(to: &state, from: git)
        addUntrackedFiles(to: &state, from: git)
        if state.isDirty == true { addDiff(to: &state, from: git) } else if state.isDirty == false { state.diff = "" }
        return state
    }

    private static func state(without place: ProgramResult) -> GitState? {
        if case .notStarted = place.ending { return nil }
        if place.errorText.contains("not a git repository") || place.errorText.contains("must be run in a work tree")
            || place.errorText.contains("bareRepository")
        {
            return nil
        }
        return GitState(notes: [place.complaint(about: "git rev-parse") + "."])
    }

    private func addStatus(to state: inout GitState, from git: GitProgram) {
        let result = git.run(
            [
                "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=no", "--no-renames",
                "--ignore-submodules=dirty",
            ], outputLimitInBytes: 1 << 20)
        guard result.hasSucceeded || result.ending == .cut else {
            state.notes.append(result.complaint(about: "git status") + ".")
            return
        }
        let status = GitStatus(porcelain: result.output)
        state.commit = status.commit
        state.branch = status.branch.map { SecretRedaction.redact($0) }
        state.isDetached = status.isDetached
        state.isDirty = !status.changedFiles.isEmpty
    }

    private func addUntrackedFiles(to state: inout GitState, from git: GitProgram) {
        let result = git.run(
            ["ls-files", "--others", "--exclude-standard", "-z"], outputLimitInBytes: untrackedFileLimit * 256)
        guard result.hasSucceeded || result.ending == .cut || !result.output.isEmpty else {
            if !result.hasSucceeded { state.notes.append(result.complaint(about: "git ls-files") + ".") }
            return
        }
        // What follows the last NUL was cut.
        let names = result.output.prefix(through: (result.output.lastIndex(of: 0) ?? -1)).split(separator: 0)
        state.untrackedFiles = names.prefix(untrackedFileLimit).map {
            SecretRedaction.redact(String(decoding: $0, as: UTF8.self))
        }
        if names.count > untrackedFileLimit || !result.hasSucceeded {
            state.notes.append("There are more untracked files than the \(state.untrackedFiles.count) that are listed.")
        }
    }

    private func addDiff(to state: inout GitState, from git: GitProgram) {
        var base = state.commit
        if base == nil {
            // Before the first commit everything is new: the base is the empty tree, whose name depends on the hash.
            let result = git.run(["hash-object", "-t", "tree", "--stdin"])
            base = result.hasSucceeded ? String(decoding: result.output.dropLast(), as: UTF8.self) : nil
        }
        guard let base else {
            state.notes.append("The diff is missing: there is no commit to compare with.")
            return
        }
        let result = git.run(
            [
                "diff", "--patch", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--unified=3",
                "--src-prefix=a/", "--dst-prefix=b/", "-O/dev/null", "--ignore-submodules=dirty", "--submodule=short",
                base, "--", ".",
            ] + Self.secretFilePatterns.map { ":(exclude,icase,glob)**/\($0)" },
            outputLimitInBytes: diffLimitInBytes)
        guard result.hasSucceeded || result.ending == .cut || !result.output.isEmpty else {
            state.notes.append(result.complaint(about: "git diff") + ".")
            return
        }
        var bytes = result.output
        if !result.hasSucceeded {
            // A secret that is cut in two would not be known as one, so the last line goes as a whole.
            bytes.removeSubrange((bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...)
            state.notes.append("The diff is cut after \(bytes.count) bytes: \(result.complaint(about: "git diff")).")
        }
        // A program built without optimization takes seconds for a large diff.
        let deadline = git.deadline + timeLimit / 8
        var isOver = false
        let redacted = SecretRedaction.redact(bytes) {
            isOver = cancellation.isCancelled || ContinuousClock.now >= deadline
            return !isOver
        }
        if isOver { state.notes.append("The diff is cut: there was no time to take the secrets out of the rest.") }
        state.diff = String(decoding: redacted, as: UTF8.self)
        addNamesLeftOut(to: &state, from: git, comparedWith: base)
    }

    private func addNamesLeftOut(to state: inout GitState, from git: GitProgram, comparedWith base: String) {
        let result = git.run(
            [
                "diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames",
                "--ignore-submodules=dirty",
            ]
                + ["-O/dev/null", base, "--"] + Self.secretFilePatterns.map { ":(icase,glob)**/\($0)" })
        guard result.hasSucceeded || result.ending == .cut else {
            state.notes.append("Files whose names say that they hold secrets are not in the diff.")
            return
        }
        let names = result.output.split(separator: 0).map {
            SecretRedaction.redact(String(decoding: $0, as: UTF8.self))
        }
        guard !names.isEmpty else { return }
        let more = names.count > 20 ? " and more" : ""
        state.notes.append(
            "Not in the diff, since their names say that they hold secrets: "
                + names.prefix(20).joined(separator: ", ") + more + ".")
    }
}
