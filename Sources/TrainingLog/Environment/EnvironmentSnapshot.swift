import RegistryCore

/// What a run was made with and where: the machine, the process, the code. Taken once, when the run starts.
///
/// Everything in it may be read by whoever reads the registry: secrets are taken out as far as they are known as such.
struct EnvironmentSnapshot: Hashable, Sendable {
    /// The snapshot as a run's record keeps it.
    ///
    /// | field | holds |
    /// |---|---|
    /// | `startTime` | when the run started |
    /// | `host` | the machine's name |
    /// | `system` | `name`, `version`, `kernel`, `architecture` |
    /// | `cpu` | `model`, `logicalCores`, `usableCores` |
    /// | `memoryBytes` | the machine's memory |
    /// | `container` | `cpuLimit` in cores, `memoryLimitBytes`; missing without limits |
    /// | `gpus` | for each `index`, `name`, `memoryBytes`, `driver`; missing without any |
    /// | `process` | `id`, `user`, `workingDirectory`, `executable`, `arguments` |
    /// | `variables` | environment variables by name, those allowed; names escaped as `FieldName` says |
    /// | `swift` | `compiler` (the version to the minor one), `isOptimized` |
    /// | `timeZone` | `name`, `secondsFromGMT` |
    /// | `git` | ``GitState/document``; missing outside of a repository |
    /// | `notes` | what could not be found out, and why; missing when there is nothing to say |
    var document: Document
    /// The state of the code; `nil` outside of a repository.
    var git: GitState?
    /// What could not be found out, and why, in sentences for people.
    var notes: [String]
}
