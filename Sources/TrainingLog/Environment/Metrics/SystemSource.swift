/// Where readings come from; tests bring their own.
struct SystemSource: Sendable {
    /// Reads the counters. Blocks for a few small files of the kernel, no longer.
    var counters: @Sendable () -> SystemReading
    /// Looks how full the file system is. May block as long as a file server that is away.
    var disk: @Sendable () -> SystemReading.Usage?
    /// Asks for the graphics processors; `nil` when there is nothing to ask. May block as long as a program's time limit.
    var gpus: (@Sendable () -> ProgramResult)?
    /// How long a sample waits for the file system and the graphics processors.
    var timeLimit: Duration = .seconds(4)

    /// This machine.
    ///
    /// - Parameters:
    ///   - diskPath: A path in the file system whose room is looked at.
    ///   - nvidiaSMI: The program to ask for graphics processors. Default: none is asked.
    static func system(diskPath: String, nvidiaSMI: NvidiaSMI? = nil) -> SystemSource {
        let start = ContinuousClock.now
        var source = SystemSource(counters: { counters(since: start) }, disk: { space(at: diskPath) })
        if let nvidiaSMI { source.gpus = { nvidiaSMI.ask(GPUReading.query) } }
        return source
    }

    private static func space(at path: String) -> SystemReading.Usage? {
        FileSystemSpace.at(path).map {
            SystemReading.Usage(used: $0.usedBytes, total: $0.usedBytes + $0.availableBytes)
        }
    }

    private static func counters(since start: ContinuousClock.Instant) -> SystemReading {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        var reading = SystemReading(seconds: Double(seconds) + Double(attoseconds) / 1e18)
        reading.processSeconds = ProcessFacts.processorSeconds()
        #if canImport(Darwin)
            reading.processor = DarwinCounters.processorTicks().map {
                SystemReading.ProcessorTicks(busy: $0.busy, total: $0.total)
            }
            reading.memory = DarwinCounters.usedMemory().map {
                SystemReading.Usage(used: Double($0), total: Double(DarwinCounters.memory))
            }
            reading.processMemory = DarwinCounters.residentMemory()
            reading.networkTraffic = DarwinCounters.networkBytes().map {
                SystemReading.Traffic(incoming: $0.received, outgoing: $0.sent)
            }
        #else
            reading.processor = SmallFile.text("/proc/stat").flatMap { ProcCounters.processor(stat: $0) }
            reading.memory = memory()
            reading.processMemory = SmallFile.text("/proc/self/statm").flatMap {
                ProcCounters.residentMemory(statm: $0, pageSize: ProcessFacts.pageSize())
            }
            reading.diskTraffic = SmallFile.text("/proc/diskstats").flatMap { ProcCounters.disks(diskstats: $0) }
            reading.networkTraffic = SmallFile.text("/proc/net/dev").flatMap { ProcCounters.network(dev: $0) }
        #endif
        return reading
    }

    #if !canImport(Darwin)
        private static func memory() -> SystemReading.Usage? {
            memory(
                ofMachine: SmallFile.text("/proc/meminfo").flatMap { ProcCounters.memory(meminfo: $0) },
                limits: SmallFile.text("/proc/self/cgroup").map { groups in
                    ContainerLimits.read(groups: groups) { SmallFile.text($0) }
                })
        }
    #endif

    /// A container's memory, when it may use less than the machine has: then that is what runs out.
    static func memory(ofMachine machine: SystemReading.Usage?, limits: ContainerLimits?) -> SystemReading.Usage? {
        guard let limit = limits?.memoryBytes, let used = limits?.usedMemoryBytes,
            Double(limit) < machine?.total ?? .infinity
        else { return machine }
        return SystemReading.Usage(used: Double(used), total: Double(limit))
    }
}
