/// What the system's counters say at one moment; what it does not say is `nil`.
struct SystemReading: Hashable, Sendable {
    /// Ticks of a clock that only counts, of all cores together.
    struct ProcessorTicks: Hashable, Sendable {
        /// Ticks in which a core worked.
        var busy: UInt64
        /// All ticks.
        var total: UInt64
    }

    /// Bytes that went one way and the other since the system started.
    struct Traffic: Hashable, Sendable {
        /// Read from disks, or received from the network.
        var incoming: UInt64
        /// Written to disks, or sent to the network.
        var outgoing: UInt64
    }

    /// Bytes in use, of so many.
    struct Usage: Hashable, Sendable {
        /// Bytes in use.
        var used: Double
        /// Bytes there are.
        var total: Double
    }

    /// Seconds on a clock that is never set back.
    var seconds: Double
    /// The machine's processor.
    var processor: ProcessorTicks?
    /// Seconds of processor time that this process has used.
    var processSeconds: Double?
    /// The memory of the machine, or of the container when that has less.
    var memory: Usage?
    /// Bytes of this process that are in memory.
    var processMemory: UInt64?
    /// The file system that was asked for.
    var disk: Usage?
    /// The machine's disks.
    var diskTraffic: Traffic?
    /// The network interfaces of this process's network.
    var networkTraffic: Traffic?
    /// The graphics processors.
    var gpus: [GPUReading] = []

    /// The numbers for the series. Those that are about a span of time need an earlier reading, and are left out when a
    /// counter went back or no time has passed.
    func measurements(since earlier: SystemReading?) -> [SystemMeasurement] {
        var result: [SystemMeasurement] = []
        func add(_ name: String, _ value: Double?) {
            if let value, value.isFinite { result.append(SystemMeasurement(name: "system/\(name)", value: value)) }
        }
        let elapsed = earlier.map { seconds - $0.seconds } ?? 0
        add("cpu_percent", processorPercent(since: earlier))
        if let now = processSeconds, let before = earlier?.processSeconds, elapsed > 0, now >= before {
            add("process_cpu_percent", (now - before) / elapsed * 100)
        }
        add("memory_used_bytes", memory?.used)
        add("memory_percent", memory?.percent)
        add("process_memory_bytes", processMemory.map { Double($0) })
        add("disk_used_percent", disk?.percent)
        add("disk_read_bytes_per_second", rate(diskTraffic?.incoming, earlier?.diskTraffic?.incoming, elapsed))
        add("disk_write_bytes_per_second", rate(diskTraffic?.outgoing, earlier?.diskTraffic?.outgoing, elapsed))
        add(
            "network_received_bytes_per_second",
            rate(networkTraffic?.incoming, earlier?.networkTraffic?.incoming, elapsed))
        add("network_sent_bytes_per_second", rate(networkTraffic?.outgoing, earlier?.networkTraffic?.outgoing, elapsed))
        for gpu in gpus {
            add("gpu_\(gpu.index)_percent", gpu.percent)
            add("gpu_\(gpu.index)_memory_bytes", gpu.memoryBytes)
            add("gpu_\(gpu.index)_temperature_celsius", gpu.temperatureCelsius)
            add("gpu_\(gpu.index)_power_watts", gpu.powerWatts)
        }
        return result
    }

    private func processorPercent(since earlier: SystemReading?) -> Double? {
        guard let now = processor, let before = earlier?.processor, now.total > before.total, now.busy >= before.busy
        else { return nil }
        // The kernel sums its counters at slightly different moments.
        return min(100, Double(now.busy - before.busy) / Double(now.total - before.total) * 100)
    }

    private func rate(_ now: UInt64?, _ before: UInt64?, _ elapsed: Double) -> Double? {
        guard let now, let before, now >= before, elapsed > 0 else { return nil }
        return Double(now - before) / elapsed
    }
}

extension SystemReading.Usage {
    /// How much is in use, in percent of all.
    fileprivate var percent: Double? { total > 0 ? min(100, max(0, used / total * 100)) : nil }
}
