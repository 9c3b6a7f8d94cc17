/// Samples what the machine and this process use, as numbers for series under `system/`.
///
/// ```swift
/// var metrics = SystemMetrics(source: .system(diskPath: logsRoot, nvidiaSMI: .find(environment: environment)))
/// while … { for measurement in await metrics.sample() { … } }
/// ```
///
/// | series | number |
/// |---|---|
/// | `system/cpu_percent` | how much of the time the machine's cores worked, 0 to 100 |
/// | `system/process_cpu_percent` | processor time of this process; 100 is one core |
/// | `system/memory_used_bytes`, `system/memory_percent` | of the machine, or of the container when it has a limit |
/// | `system/process_memory_bytes` | this process's memory that is resident |
/// | `system/disk_used_percent` | of the file system that holds the logs |
/// | `system/disk_read_bytes_per_second`, `…write…` | all disks of the machine; not on macOS |
/// | `system/network_received_bytes_per_second`, `…sent…` | all interfaces to the outside |
/// | `system/gpu_<n>_percent`, `…_memory_bytes`, `…_temperature_celsius`, `…_power_watts` | NVIDIA's processors |
///
/// Percentages and rates are about the time since the sample before, so the first sample lacks some.
struct SystemMetrics: Sendable {
    /// So often in a row `nvidia-smi` may fail; then it is not asked any more. A machine that is busy may make it fail
    /// once.
    static let gpuFailureLimit = 3

    /// What was given up, and why, in sentences for people; each is said once.
    private(set) var notes: [String] = []

    /// The graphics processors in the last sample.
    var gpus: [GPUReading] { previous?.gpus ?? [] }

    private var source: SystemSource
    private var previous: SystemReading?
    private var gpuFailures = 0
    private var asksDisk = true

    /// Samples from a source.
    init(source: SystemSource) { self.source = source }

    /// Takes one sample. What blocks does so on threads of its own; the call takes as long as `nvidia-smi`, a tenth of a
    /// second or so, and no longer than the source's time limit.
    mutating func sample() async -> [SystemMeasurement] {
        let (source, asksDisk) = (source, asksDisk)
        async let counters = BoundedWork.run("system-counters", within: source.timeLimit, source.counters)
        async let disk = Self.disk(of: source, isAsked: asksDisk)
        async let gpus = Self.gpus(of: source)
        // All that was begun is waited for, whatever is missing.
        let (found, space, answer) = (await counters, await disk, await gpus)
        // A sample that was cancelled says nothing about what was asked.
        if Task.isCancelled { return [] }
        if space == nil {
            self.asksDisk = false
            notes.append("The file system of the logs does not answer; its room is not looked at any more.")
        }
        let gpuReadings = take(answer)
        guard var reading = found else { return [] }
        reading.disk = space ?? nil
        reading.gpus = gpuReadings
        defer { previous = reading }
        return reading.measurements(since: previous)
    }

    /// The outer `nil` says that it took too long.
    private static func disk(of source: SystemSource, isAsked: Bool) async -> SystemReading.Usage?? {
        guard isAsked else { return .some(nil) }
        return await BoundedWork.run("system-disk", within: source.timeLimit, source.disk)
    }

    private static func gpus(of source: SystemSource) async -> ProgramResult? {
        guard let gpus = source.gpus else { return nil }
        return await BoundedWork.run("system-gpus", within: source.timeLimit, gpus) ?? ProgramResult(ending: .timedOut)
    }

    private mutating func take(_ answer: ProgramResult?) -> [GPUReading] {
        guard let answer else { return [] }
        let readings = answer.hasSucceeded ? GPUReading.parse(String(decoding: answer.output, as: UTF8.self)) : []
        guard readings.isEmpty else {
            gpuFailures = 0
            return readings
        }
        gpuFailures += 1
        if gpuFailures >= Self.gpuFailureLimit {
            source.gpus = nil
            let reason = answer.hasSucceeded ? "nvidia-smi names no processor" : answer.complaint(about: "nvidia-smi")
            notes.append("Graphics processors are not looked at any more: \(reason).")
        }
        return []
    }
}
