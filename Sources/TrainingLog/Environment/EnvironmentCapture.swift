import ChildPrograms
import Foundation
import RegistryCore

/// How a snapshot is taken. Every setting has the default that a logger uses; tests put their own in place.
struct EnvironmentCapture: Sendable {
    /// When the run started.
    var startTime: WallTime
    /// Environment variables to keep beside ``EnvironmentVariables/defaultNames``.
    var additionalVariables: [String] = []
    /// How long all of it may take. What takes longer is given up, with a note.
    var timeLimit: Duration = .seconds(5)
    /// Whether git is asked.
    var includesGit = true
    /// How many bytes of the diff of changes that are not committed are kept.
    var diffLimitInBytes = 1 << 20
    /// All variables of this process.
    var environment = ProcessInfo.processInfo.environment
    /// The command line.
    var arguments = ProcessInfo.processInfo.arguments
    /// The folder whose code is looked at; `nil` is the working directory.
    var folder: String?
    /// Where git is; `nil` looks for it in `PATH`.
    var git: String?
    /// The program to ask for graphics processors; `nil` looks for it in `PATH`.
    var nvidiaSMI: String?
    /// Describes the machine. May block.
    var machine: @Sendable () -> MachineDescription = { .current() }
    /// Says who runs the process. May block.
    var user: @Sendable () -> String = { UserName.current() }
}

extension EnvironmentSnapshot {
    /// Takes a snapshot: all parts at once, each on a thread of its own, none of Swift's. Never throws, and takes no
    /// longer than the capture's time limit; what is missing then is in ``notes``. Ends at once when the task is
    /// cancelled.
    static func capture(_ capture: EnvironmentCapture) async -> EnvironmentSnapshot {
        // What asks other programs ends them itself, a little earlier, and has what they said until then.
        let programLimit = capture.timeLimit * 4 / 5
        async let machine = BoundedWork.run("environment-machine", within: capture.timeLimit, capture.machine)
        async let user = BoundedWork.run("environment-user", within: capture.timeLimit, capture.user)
        async let gpus = graphicsProcessors(capture, within: programLimit)
        async let place = BoundedWork.run("environment-folder", within: capture.timeLimit) {
            FileManager.default.currentDirectoryPath
        }
        async let git = gitState(capture, within: programLimit)
        var snapshot = EnvironmentSnapshot(document: ["startTime": .date(capture.startTime)], git: nil, notes: [])
        snapshot.add(await machine?.fields, missing: "The machine's description took too long and is missing.")
        let (gpuFields, gpuNote) = await gpus
        if let gpuFields { snapshot.document["gpus"] = .array(gpuFields) }
        snapshot.notes += gpuNote
        let (userName, workingDirectory) = (await user, await place)
        if userName == nil { snapshot.notes.append("The user's name took too long and is missing.") }
        snapshot.document["process"] = .document(process(capture, user: userName, workingDirectory: workingDirectory))
        let variables = EnvironmentVariables.chosen(
            from: capture.environment, additionalNames: capture.additionalVariables)
        snapshot.document["variables"] = .document(
            Document(variables.map { (FieldName.escaped($0), .string($1)) }))
        snapshot.document["swift"] = [
            "compiler": .string(SwiftVersion.compiler), "isOptimized": .bool(SwiftVersion.isOptimized),
        ]
        snapshot.document["timeZone"] = timeZone(at: capture.startTime)
        let (state, gitNotes) = await git
        snapshot.git = state
        if let state { snapshot.document["git"] = .document(state.document) }
        snapshot.notes += gitNotes
        if !snapshot.notes.isEmpty { snapshot.document["notes"] = .array(snapshot.notes.map { .string($0) }) }
        return snapshot
    }

    /// How many arguments are kept, and how many bytes of each: a command line may have two megabytes.
    private static let (argumentLimit, argumentLimitInBytes) = (1_000, 4_096)

    private mutating func add(_ fields: Document?, missing note: String) {
        if let fields { document.update(with: fields) } else { notes.append(note) }
    }

    private static func gitState(
        _ capture: EnvironmentCapture, within limit: Duration
    ) async -> (state: GitState?, notes: [String]) {
        guard capture.includesGit else { return (nil, []) }
        let cancellation = CancellationFlag()
        let found = await BoundedWork.run("environment-git", within: capture.timeLimit, cancellation: cancellation) {
            GitCapture(
                folder: capture.folder ?? FileManager.default.currentDirectoryPath, environment: capture.environment,
                executable: capture.git, timeLimit: limit, diffLimitInBytes: capture.diffLimitInBytes,
                cancellation: cancellation
            ).state()
        }
        guard let found else { return (nil, ["The state of the code took too long and is missing."]) }
        return (found, [])
    }

    private static func graphicsProcessors(
        _ capture: EnvironmentCapture, within limit: Duration
    ) async -> (gpus: [Value]?, notes: [String]) {
        let cancellation = CancellationFlag()
        let result = await BoundedWork.run("environment-gpus", within: capture.timeLimit, cancellation: cancellation) {
            () -> ProgramResult? in
            var program = capture.nvidiaSMI.map { NvidiaSMI(path: $0, environment: capture.environment) }
            program = program ?? NvidiaSMI.find(environment: capture.environment)
            program?.timeLimit = limit
            return program?.ask(GPUDescription.query, cancellation: cancellation)
        }
        guard let result else { return (nil, ["The list of graphics processors took too long and is missing."]) }
        // Without the program there is nothing to say: most machines have none of these processors.
        guard let result else { return (nil, []) }
        guard result.hasSucceeded else {
            if case .notStarted = result.ending { return (nil, []) }
            return (nil, [result.complaint(about: "nvidia-smi") + "."])
        }
        let gpus = GPUDescription.parse(String(decoding: result.output, as: UTF8.self))
        return (gpus.isEmpty ? nil : gpus.map { .document($0.document) }, [])
    }

    private static func process(_ capture: EnvironmentCapture, user: String?, workingDirectory: String?) -> Document {
        let arguments = CommandLineRedaction.redact(Array(capture.arguments.prefix(argumentLimit)))
        var process: Document = ["id": Value(ProcessInfo.processInfo.processIdentifier)]
        process["user"] = user.map { .string($0) }
        process["workingDirectory"] = workingDirectory.map { .string(SecretRedaction.redact($0)) }
        #if canImport(Darwin)
            let executable = Bundle.main.executablePath
        #else
            let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        #endif
        process["executable"] = (executable.map { SecretRedaction.redact($0) } ?? arguments.first).map { .string($0) }
        process["arguments"] = .array(
            arguments.dropFirst().map { .string(String(decoding: $0.utf8.prefix(argumentLimitInBytes), as: UTF8.self)) }
        )
        return process
    }

    private static func timeZone(at time: WallTime) -> Value {
        let zone = TimeZone.current
        let seconds = zone.secondsFromGMT(for: Date(timeIntervalSince1970: time.secondsSince1970))
        return ["name": .string(zone.identifier), "secondsFromGMT": Value(seconds)]
    }
}
