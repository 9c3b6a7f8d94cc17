#if canImport(Darwin)
    import Darwin

    /// What macOS counts. It is under `Bridge/` because the kernel's calls fill structures and lists through pointers.
    enum DarwinCounters {
        /// Ticks of all cores since the start: busy, and all.
        static func processorTicks() -> (busy: UInt64, total: UInt64)? {
            var info = host_cpu_load_info()
            var count = mach_msg_type_number_t(MemoryLayout<host_cpu_load_info>.size / MemoryLayout<integer_t>.size)
            let result = withUnsafeMutablePointer(to: &info) {
                $0.withMemoryRebound(to: integer_t.self, capacity: Int(count)) {
                    host_statistics(mach_host_self(), HOST_CPU_LOAD_INFO, $0, &count)
                }
            }
            guard result == KERN_SUCCESS else { return nil }
            let (user, system, idle, nice) = info.cpu_ticks
            let busy = UInt64(user) + UInt64(system) + UInt64(nice)
            return (busy, busy + UInt64(idle))
        }

        /// Bytes of memory that the machine has.
        static var memory: UInt64 {
            var bytes: UInt64 = 0
            var size = MemoryLayout<UInt64>.size
            return sysctlbyname("hw.memsize", &bytes, &size, nil, 0) == 0 ? bytes : 0
        }

        /// Bytes of memory that are in use: by programs, by the kernel, and compressed.
        static func usedMemory() -> UInt64? {
            var info = vm_statistics64()
            var count = mach_msg_type_number_t(MemoryLayout<vm_statistics64>.size / MemoryLayout<integer_t>.size)
            let result = withUnsafeMutablePointer(to: &info) {
                $0.withMemoryRebound(to: integer_t.self, capacity: Int(count)) {
                    host_statistics64(mach_host_self(), HOST_VM_INFO64, $0, &count)
                }
            }
            guard result == KERN_SUCCESS else { return nil }
            let pages = UInt64(info.active_count) + UInt64(info.wire_count) + UInt64(info.compressor_page_count)
            return pages * ProcessFacts.pageSize()
        }

        /// Bytes of this process that are in memory.
        static func residentMemory() -> UInt64? {
            var info = mach_task_basic_info()
            var count = mach_msg_type_number_t(MemoryLayout<mach_task_basic_info>.size / MemoryLayout<natural_t>.size)
            let result = withUnsafeMutablePointer(to: &info) {
                $0.withMemoryRebound(to: integer_t.self, capacity: Int(count)) {
                    task_info(mach_task_self_, task_flavor_t(MACH_TASK_BASIC_INFO), $0, &count)
                }
            }
            return result == KERN_SUCCESS ? UInt64(info.resident_size) : nil
        }

        /// Bytes that came and went over the network interfaces but the loopback. The kernel counts to 2^32 here.
        static func networkBytes() -> (received: UInt64, sent: UInt64)? {
            var first: UnsafeMutablePointer<ifaddrs>?
            guard getifaddrs(&first) == 0 else { return nil }
            defer { freeifaddrs(first) }
            var (received, sent): (UInt64, UInt64) = (0, 0)
            var next = first
            while let entry = next?.pointee {
                next = entry.ifa_next
                guard let address = entry.ifa_addr, Int32(address.pointee.sa_family) == AF_LINK,
                    entry.ifa_flags & UInt32(IFF_LOOPBACK) == 0, let data = entry.ifa_data
                else { continue }
                let counts = data.assumingMemoryBound(to: if_data.self).pointee
                received += UInt64(counts.ifi_ibytes)
                sent += UInt64(counts.ifi_obytes)
            }
            return (received, sent)
        }

        /// A text the kernel has under a name, such as `machdep.cpu.brand_string`.
        static func text(_ name: String) -> String? {
            var size = 0
            guard sysctlbyname(name, nil, &size, nil, 0) == 0, size > 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: size)
            guard sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
            return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
#endif
