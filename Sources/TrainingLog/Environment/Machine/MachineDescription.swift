import Foundation
import RegistryCore

/// What a machine is: its system, processor, memory, and the part of them that this process may use.
struct MachineDescription: Sendable {
    /// The machine's own name.
    var host = MachineName.current
    /// The name of the operating system with its version, as people write it.
    var systemName: String
    /// The operating system's version alone.
    var systemVersion: String?
    /// The kernel.
    var kernel = KernelName.current()
    /// The processor's name; `nil` when the system does not say.
    var processor: String?
    /// How many cores the system schedules on, hyper-threads counted.
    var logicalCores = ProcessInfo.processInfo.processorCount
    /// How many of them this process may use.
    var usableCores = ProcessInfo.processInfo.activeProcessorCount
    /// Bytes of memory.
    var memoryBytes = ProcessInfo.processInfo.physicalMemory
    /// What a control group allows.
    var limits = ContainerLimits()

    /// Describes this machine. Blocks for a few small files.
    static func current() -> MachineDescription {
        #if canImport(Darwin)
            let version = ProcessInfo.processInfo.operatingSystemVersion
            let number = "\(version.majorVersion).\(version.minorVersion).\(version.patchVersion)"
            return MachineDescription(
                systemName: "macOS \(number)", systemVersion: number,
                processor: DarwinCounters.text("machdep.cpu.brand_string"))
        #else
            let release = SmallFile.text("/etc/os-release") ?? SmallFile.text("/usr/lib/os-release") ?? ""
            return MachineDescription(
                systemName: SystemFiles.release("PRETTY_NAME", in: release) ?? "Linux",
                systemVersion: SystemFiles.release("VERSION_ID", in: release),
                processor: SmallFile.text("/proc/cpuinfo").flatMap(SystemFiles.processorModel),
                limits: SmallFile.text("/proc/self/cgroup").map { groups in
                    ContainerLimits.read(groups: groups) { SmallFile.text($0) }
                } ?? ContainerLimits())
        #endif
    }

    /// As fields of a run's record.
    var fields: Document {
        var system: Document = ["name": .string(systemName)]
        system["version"] = systemVersion.map { .string($0) }
        if let kernel {
            system["kernel"] = .string("\(kernel.system) \(kernel.release)")
            system["architecture"] = .string(kernel.architecture)
        }
        var cpu: Document = ["logicalCores": Value(logicalCores), "usableCores": Value(usableCores)]
        cpu["model"] = processor.map { .string($0) }
        var fields: Document = [
            "host": .string(host), "system": .document(system), "cpu": .document(cpu),
            "memoryBytes": Value(memoryBytes),
        ]
        if limits.isLimited {
            var container: Document = [:]
            container["cpuLimit"] = limits.processors.map { .double($0) }
            container["memoryLimitBytes"] = limits.memoryBytes.map { Value($0) }
            fields["container"] = .document(container)
        }
        return fields
    }
}
