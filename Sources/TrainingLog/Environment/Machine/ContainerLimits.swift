/// What a control group allows this process: the limits of a container, a batch job, or a service.
struct ContainerLimits: Hashable, Sendable {
    /// How many cores' time it may use; `nil` when there is no limit.
    var processors: Double?
    /// How many bytes of memory it may use; `nil` when there is no limit.
    var memoryBytes: UInt64?
    /// The bytes of memory that count against the limit, without files that the kernel can drop at once.
    var usedMemoryBytes: UInt64?

    /// Whether there is any limit.
    var isLimited: Bool { processors != nil || memoryBytes != nil }

    /// Reads the limits of this process, of both versions of control groups. Blocks for a few small files.
    ///
    /// - Parameters:
    ///   - groups: The text of `/proc/self/cgroup`.
    ///   - root: Where control groups are mounted.
    ///   - read: Reads a file.
    static func read(groups: String, root: String = "/sys/fs/cgroup", file read: (String) -> String?) -> ContainerLimits
    {
        var limits = ContainerLimits()
        for group in folders(in: groups, root: root).reversed() {
            // A parent's limit holds for its children too: the smallest is in force.
            let processors =
                read("\(group)/cpu.max").flatMap(processorLimit)
                ?? processorLimit(
                    quota: read("\(group)/cpu.cfs_quota_us"), period: read("\(group)/cpu.cfs_period_us"))
            limits.processors = [limits.processors, processors].compactMap(\.self).min()
            let memory = read("\(group)/memory.max") ?? read("\(group)/memory.limit_in_bytes")
            guard let memory = memory.flatMap(memoryLimit), memory < limits.memoryBytes ?? .max else { continue }
            limits.memoryBytes = memory
            let used = read("\(group)/memory.current") ?? read("\(group)/memory.usage_in_bytes")
            let inactive = read("\(group)/memory.stat").flatMap(inactiveFiles) ?? 0
            limits.usedMemoryBytes = used.flatMap(number).map { $0 >= inactive ? $0 - inactive : $0 }
        }
        return limits
    }

    /// The folders of the groups that this process is in, and of their parents, the innermost first.
    static func folders(in groups: String, root: String) -> [String] {
        var result: [String] = []
        for line in groups.split(whereSeparator: \.isNewline).prefix(100) {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let controllers = parts[1].split(separator: ",")
            let isOld = !controllers.isEmpty
            guard !isOld || controllers.contains("memory") || controllers.contains("cpu") else { continue }
            var levels = parts[2].split(separator: "/").prefix(64)
            guard !levels.contains("..") else { continue }
            let base = isOld ? "\(root)/\(parts[1])" : root
            while true {
                result.append(([base[...]] + levels).joined(separator: "/"))
                if levels.isEmpty { break }
                levels.removeLast()
            }
        }
        return result
    }

    private static func processorLimit(_ text: String) -> Double? {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.count == 2 ? processorLimit(quota: String(words[0]), period: String(words[1])) : nil
    }

    private static func processorLimit(quota: String?, period: String?) -> Double? {
        guard let quota = quota.flatMap(number), let period = period.flatMap(number), quota > 0, period > 0 else {
            return nil
        }
        return Double(quota) / Double(period)
    }

    /// The old version says "no limit" with the largest number that is a multiple of a page.
    private static func memoryLimit(_ text: String) -> UInt64? {
        number(text).flatMap { $0 > 0 && $0 < 1 << 60 ? $0 : nil }
    }

    private static func inactiveFiles(_ text: String) -> UInt64? {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == "inactive_file" || words[0] == "total_inactive_file" {
                return UInt64(words[1])
            }
        }
        return nil
    }

    private static func number(_ text: String) -> UInt64? {
        text.split(whereSeparator: \.isWhitespace).first.flatMap { UInt64($0) }
    }
}
