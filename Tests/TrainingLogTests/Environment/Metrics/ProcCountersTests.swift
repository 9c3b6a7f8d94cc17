import RegistryTestKit
import Testing

@testable import TrainingLog

struct ProcCountersTests {
    static let stat =
        "cpu  116915 0 11633 116352 1265 0 422 72 10 10\ncpu0 57502 0 5152 60275 225 0 120 35 0 0\nintr 976603 0\n"
    static let meminfo = "MemTotal:       24684084 kB\nMemFree:        22984432 kB\nMemAvailable:   24257440 kB\n"
    static let diskstats = """
           7       0 loop0 9 0 9 0 9 0 9 0 0 0 0 0 0 0 0 0 0
         254       0 vda 57512 7027 5269690 66110 188308 74610 8856640 45252 0 28308 121635 25642 0 5144608 3299 59398 6972
         254       1 vda1 1 2 3 4 5 6 7 8 9 10 11
         259       0 nvme0n1 1 0 100 0 1 0 200 0 0 0 0
         259       1 nvme0n1p1 1 0 100 0 1 0 200 0 0 0 0
         253       0 zram0 9 9 9 9 9 9 9 9 9 9 9
         252       0 dm-0 9 9 9 9 9 9 9 9 9 9 9
        """
    static let dev = """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo: 4210255496  283386    0    0    0     0          0         0 4210255496  283386    0    0    0     0       0          0
          eth0: 145848589    3831    0    0    0     0          0         0   187039    2082    0    0    0     0       0          0
         wlan0:1 2 3 4 5 6 7 8 9 10
        docker0: 5 5 5 5 5 5 5 5 5 5
        """

    @Test func `Recorded counters are read`() {
        #expect(
            ProcCounters.processor(stat: Self.stat)
                == SystemReading.ProcessorTicks(busy: 116_915 + 11_633 + 422 + 72, total: 246_659))
        #expect(
            ProcCounters.memory(meminfo: Self.meminfo)
                == SystemReading.Usage(used: (24_684_084 - 24_257_440) * 1_024, total: 24_684_084 * 1_024))
        #expect(ProcCounters.residentMemory(statm: "765 418 389 5 0 123 0\n", pageSize: 4_096) == 418 * 4_096)
        #expect(
            ProcCounters.disks(diskstats: Self.diskstats)
                == SystemReading.Traffic(incoming: (5_269_690 + 100) * 512, outgoing: (8_856_640 + 200) * 512))
        #expect(
            ProcCounters.network(dev: Self.dev)
                == SystemReading.Traffic(incoming: 145_848_590, outgoing: 187_048))
    }

    @Test(arguments: [
        ("sda", true), ("sdaa", true), ("vdb", true), ("xvda", true), ("nvme0n1", true), ("nvme10n12", true),
        ("mmcblk0", true),
        ("sda1", false), ("nvme0n1p1", false), ("nvme0c0n1", false), ("mmcblk0p1", false), ("mmcblk0boot0", false),
        ("loop0", false), ("dm-0", false), ("md0", false), ("sr0", false), ("sd", false), ("nvme", false),
        ("nvmen", false),
        ("mmcblk", false), ("", false), ("é", false),
    ]) func `Whole disks are told from their parts`(name: String, isWhole: Bool) {
        #expect(ProcCounters.isWholeDisk(name) == isWhole)
    }

    @Test(arguments: [
        "", "\n", "cpu ", "cpu  1 2 3", "cpu  1 2 3 x", "cpu  -1 2 3 4", "cpu  18446744073709551615 1 1 1",
        "MemTotal: 1 kB",
        "MemTotal: 1 kB\nMemAvailable: 2 kB", "1 18446744073709551615", "1",
        "8 0 sda 1 1 18446744073709551615 1 1 1 1 1",
        "eth0: 1 2 3", "eth0:", ":", ": 1 2 3 4 5 6 7 8 9", "eth0.1: 1 2 3 4 5 6 7 8 9", "\u{0}", "é: é",
    ]) func `Texts that are not as expected give nothing`(text: String) {
        #expect(ProcCounters.processor(stat: text) == nil)
        #expect(ProcCounters.memory(meminfo: text) == nil)
        #expect(ProcCounters.disks(diskstats: text) == nil)
        #expect(ProcCounters.network(dev: text) == nil)
    }

    @Test(arguments: ["", "1", "1 x", "1 -1", "1 18446744073709551615", "\u{0}"])
    func `A process's memory that makes no sense is nothing`(text: String) {
        #expect(ProcCounters.residentMemory(statm: text, pageSize: 4_096) == nil)
    }

    @Test func `Recorded texts with random bytes in them trap nowhere`() {
        let seed: UInt64 = 31
        var random = SeededGenerator(seed: seed)
        for text in [Self.stat, Self.meminfo, Self.diskstats, Self.dev, "765 418 389\n", "0, 50, 1, 2, 3\n"] {
            for _ in 0..<300 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.removeSubrange(index..<bytes.count)
                    default: bytes.insert(contentsOf: Array("99999999999999999999".utf8), at: index)
                    }
                    if bytes.isEmpty { bytes = [0x20] }
                }
                let garbled = String(decoding: bytes, as: UTF8.self)
                _ = ProcCounters.processor(stat: garbled)
                _ = ProcCounters.memory(meminfo: garbled)
                _ = ProcCounters.residentMemory(statm: garbled, pageSize: 4_096)
                _ = ProcCounters.disks(diskstats: garbled)
                _ = ProcCounters.network(dev: garbled)
                _ = GPUReading.parse(garbled)
                _ = GPUDescription.parse(garbled)
                _ = SystemFiles.processorModel(in: garbled)
            }
        }
    }
}
