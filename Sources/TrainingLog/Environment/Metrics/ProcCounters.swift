/// Reads the counters that Linux writes under `/proc`. Texts that are not as expected give `nil`; none traps.
enum ProcCounters {
    /// The first line of `/proc/stat`.
    static func processor(stat text: String) -> SystemReading.ProcessorTicks? {
        guard let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("cpu ") }) else {
            return nil
        }
        // user, nice, system, idle, iowait, irq, softirq, steal; what follows is counted in the first two already.
        let ticks = line.split(separator: " ").dropFirst().prefix(8).map { UInt64($0) }
        guard ticks.count >= 4 else { return nil }
        var (busy, total): (UInt64, UInt64) = (0, 0)
        for (index, tick) in ticks.enumerated() {
            guard let tick, let newTotal = sum(total, tick) else { return nil }
            total = newTotal
            // Idle, and idle while a disk is waited for. A part of the total cannot be too large.
            if index != 3, index != 4 { busy += tick }
        }
        return SystemReading.ProcessorTicks(busy: busy, total: total)
    }

    /// `/proc/meminfo`: all memory but that which programs could have without swapping.
    static func memory(meminfo text: String) -> SystemReading.Usage? {
        guard let total = SystemFiles.memory("MemTotal", in: text),
            let available = SystemFiles.memory("MemAvailable", in: text), available <= total
        else { return nil }
        return SystemReading.Usage(used: Double(total - available), total: Double(total))
    }

    /// `/proc/self/statm`: the second number is in pages.
    static func residentMemory(statm text: String, pageSize: UInt64) -> UInt64? {
        let numbers = text.split(whereSeparator: \.isWhitespace)
        guard numbers.count >= 2, let pages = UInt64(numbers[1]) else { return nil }
        let (bytes, overflow) = pages.multipliedReportingOverflow(by: pageSize)
        return overflow ? nil : bytes
    }

    /// `/proc/diskstats`: whole disks, not their partitions nor what is built upon them, so that nothing counts twice.
    static func disks(diskstats text: String) -> SystemReading.Traffic? {
        var sum = SystemReading.Traffic(incoming: 0, outgoing: 0)
        var hasAny = false
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: " ")
            guard fields.count >= 10, isWholeDisk(fields[2]), let read = sectors(fields[5]),
                let written = sectors(fields[9]),
                add(read, written, to: &sum)
            else { continue }
            hasAny = true
        }
        return hasAny ? sum : nil
    }

    /// `/proc/net/dev`: interfaces to the outside, not those between containers nor tunnels through others.
    static func network(dev text: String) -> SystemReading.Traffic? {
        var sum = SystemReading.Traffic(incoming: 0, outgoing: 0)
        var hasAny = false
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.lastIndex(of: ":") else { continue }
            let name = line[..<colon].drop { $0 == " " }
            let fields = line[line.index(after: colon)...].split(separator: " ")
            guard fields.count >= 9, isOuterInterface(name), let received = UInt64(fields[0]),
                let sent = UInt64(fields[8]),
                add(received, sent, to: &sum)
            else { continue }
            hasAny = true
        }
        return hasAny ? sum : nil
    }

    /// `sda`, `vdb`, `nvme0n1`, `mmcblk0`: a disk by its name.
    static func isWholeDisk(_ name: some StringProtocol) -> Bool {
        let bytes = Array(name.utf8)
        for prefix in ["sd", "hd", "vd", "xvd"] where bytes.starts(with: prefix.utf8) {
            return bytes.count > prefix.utf8.count && bytes.dropFirst(prefix.utf8.count).allSatisfy(ByteClass.isLower)
        }
        for (prefix, separator) in [("nvme", UInt8(ascii: "n")), ("mmcblk", nil)] where bytes.starts(with: prefix.utf8)
        {
            let parts = bytes.dropFirst(prefix.utf8.count)
                .split(maxSplits: 9, omittingEmptySubsequences: false) { $0 == separator }
            return parts.count == (separator == nil ? 1 : 2)
                && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(ByteClass.isDigit) }
        }
        return false
    }

    private static func isOuterInterface(_ name: some StringProtocol) -> Bool {
        let inner = [
            "lo", "veth", "docker", "br-", "virbr", "ifb", "tun", "tap", "bond", "dummy", "wg", "cni", "flannel",
        ]
        return !name.isEmpty && !name.contains(".") && !inner.contains { name.hasPrefix($0) }
    }

    /// A sector has 512 bytes here, whatever the disk's own have.
    private static func sectors(_ field: Substring) -> UInt64? {
        guard let (bytes, overflow) = UInt64(field)?.multipliedReportingOverflow(by: 512), !overflow else { return nil }
        return bytes
    }

    private static func add(_ incoming: UInt64, _ outgoing: UInt64, to sum: inout SystemReading.Traffic) -> Bool {
        guard let newIncoming = Self.sum(sum.incoming, incoming), let newOutgoing = Self.sum(sum.outgoing, outgoing)
        else { return false }
        sum = SystemReading.Traffic(incoming: newIncoming, outgoing: newOutgoing)
        return true
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64? {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : sum
    }
}
