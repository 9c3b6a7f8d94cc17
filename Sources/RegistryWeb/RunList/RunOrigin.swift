import RegistryCore

/// What a run was made with and where, as its page tells it: in parts for people, and as the commands that make it again.
struct RunOrigin {
    /// A heading with what stands below it.
    struct Part {
        let partTitle: String
        let facts: [RunPage.Fact]
    }

    let parts: [Part]
    /// What could not be found out, in sentences.
    let notes: [String]
    /// The commands that make the run again, a line each; `nil` when too little is known.
    let commands: String?

    /// - Parameters:
    ///   - environment: as the logger keeps it in the run's record; see `EnvironmentSnapshot`.
    ///   - diffAddress: where the changes are that were not committed; `nil` without any.
    init(_ environment: Document, diffAddress: String?) {
        let named = environment.mapValues(of: ["system", "cpu", "container", "process", "swift", "git", "timeZone"])
        let (process, git) = (named["process"] ?? [:], named["git"] ?? [:])
        var parts: [Part] = []
        func add(_ title: String, _ facts: [(String, Value?)]) {
            let known = facts.compactMap { name, value in value.map { RunPage.Fact(name, $0) } }
            if !known.isEmpty { parts.append(Part(partTitle: title, facts: known)) }
        }
        add(
            "Code",
            [
                ("Commit", git["commit"]), ("Branch", git["branch"]), ("Remote", git["remoteURL"]),
                ("Changes not committed", git["isDirty"]),
                ("Files not tracked", git["untrackedFiles"]?.arrayValue.flatMap { $0.isEmpty ? nil : Self.list($0) }),
            ])
        add(
            "Process",
            [
                ("Executable", process["executable"]), ("Folder", process["workingDirectory"]),
                ("User", process["user"]), ("Number", process["id"]), ("Swift", named["swift"]?["compiler"]),
                ("Optimized", named["swift"]?["isOptimized"]), ("Time zone", named["timeZone"]?["name"]),
            ])
        let memory = environment["memoryBytes"]?.intValue
        add(
            "Machine",
            [
                ("Name", environment["host"]),
                ("System", Self.joined([named["system"]?["name"], named["system"]?["version"]])),
                ("Kernel", named["system"]?["kernel"]), ("Architecture", named["system"]?["architecture"]),
                ("Processor", named["cpu"]?["model"]), ("Cores", named["cpu"]?["logicalCores"]),
                ("Usable cores", named["cpu"]?["usableCores"]), ("Memory", memory.map { .string(CellText.bytes($0)) }),
                ("Container's cores", named["container"]?["cpuLimit"]),
                (
                    "Container's memory",
                    named["container"]?["memoryLimitBytes"]?.intValue.map { .string(CellText.bytes($0)) }
                ),
            ])
        for gpu in (environment["gpus"]?.arrayValue ?? []).compactMap(\.documentValue) {
            add(
                "Graphics processor \(CellText.short(gpu["index"]))",
                [
                    ("Name", gpu["name"]), ("Driver", gpu["driver"]),
                    ("Memory", gpu["memoryBytes"]?.intValue.map { .string(CellText.bytes($0)) }),
                ])
        }
        let variables = environment["variables"]?.documentValue ?? [:]
        add("Variables", variables.map { (FieldName.unescaped($0.key), $0.value) })
        self.parts = parts
        notes = (Self.texts(environment["notes"]) + Self.texts(git["notes"])).map { VisibleText.full($0) }
        commands = Self.commands(process: process, git: git, diffAddress: diffAddress)
    }

    private static func commands(process: Document, git: Document, diffAddress: String?) -> String? {
        var lines: [String] = []
        if let commit = git["commit"]?.stringValue {
            if let remote = git["remoteURL"]?.stringValue {
                lines.append("git clone \(ShellWord.quoted(remote)) code && cd code")
            }
            lines.append("git checkout \(ShellWord.quoted(commit))")
            if diffAddress != nil { lines.append("git apply changes.patch") }
        }
        if let executable = process["executable"]?.stringValue {
            let arguments = texts(process["arguments"])
            lines.append(([executable] + arguments).map { ShellWord.quoted($0) }.joined(separator: " "))
        }
        return lines.isEmpty ? nil : lines.map { VisibleText.full($0) }.joined(separator: "\n")
    }

    private static func texts(_ value: Value?) -> [String] { (value?.arrayValue ?? []).compactMap(\.stringValue) }

    private static func list(_ values: [Value]) -> Value {
        .string(values.compactMap(\.stringValue).joined(separator: ", "))
    }

    private static func joined(_ values: [Value?]) -> Value? {
        let texts = values.compactMap { $0?.stringValue }
        return texts.isEmpty ? nil : .string(texts.joined(separator: " "))
    }
}

extension Document {
    /// The documents among some fields' values, by name.
    func mapValues(of names: [String]) -> [String: Document] {
        var result: [String: Document] = [:]
        for name in names { result[name] = self[name]?.documentValue }
        return result
    }
}
