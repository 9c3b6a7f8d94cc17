import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

struct MachineTests {
    @Test func `The system's name is read from its release file`() {
        let text = "# comment\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID='12'\nID=debian\nODD\n=\n"
        #expect(SystemFiles.release("PRETTY_NAME", in: text) == "Debian GNU/Linux 12 (bookworm)")
        #expect(SystemFiles.release("VERSION_ID", in: text) == "12")
        #expect(SystemFiles.release("ID", in: text) == "debian")
        #expect(SystemFiles.release("NAME", in: text) == nil)
    }

    @Test(arguments: [
        ("processor\t: 0\nmodel\t\t: 17\nmodel name\t: AMD EPYC\nstepping\t: 1\n", "AMD EPYC"),
        (
            "processor : 0\nBogoMIPS : 108\n\nHardware\t: BCM2835\nModel\t\t: Raspberry Pi 4 Model B\n",
            "Raspberry Pi 4 Model B"
        ),
        ("cpu\t\t: POWER9 (raw), altivec supported\n", "POWER9 (raw), altivec supported"), ("", nil),
        ("model name\t:\n:::\n", nil),
    ]) func `The processor's name is read on several architectures`(text: String, name: String?) {
        #expect(SystemFiles.processorModel(in: text) == name)
    }

    @Test func `Memory is read in bytes, and impossible numbers are not`() {
        let text = "MemTotal:       24684084 kB\nMemAvailable:   18446744073709551615 kB\nMemFree: -1 kB\nX:\n"
        #expect(SystemFiles.memory("MemTotal", in: text) == 24_684_084 * 1_024)
        for name in ["MemAvailable", "MemFree", "X", "Y", ""] { #expect(SystemFiles.memory(name, in: text) == nil) }
    }

    @Test func `The limits of a container of either version are read, and the smallest of parents holds`() {
        let new = [
            "/c/a/b/cpu.max": "max 100000\n", "/c/a/cpu.max": "150000 100000\n", "/c/cpu.max": "400000 100000",
            "/c/a/b/memory.max": "max\n", "/c/a/memory.max": "1000000\n", "/c/a/memory.current": "600000\n",
            "/c/a/memory.stat": "anon 5\ninactive_file 100000\n", "/c/memory.max": "9000000",
        ]
        #expect(
            ContainerLimits.read(groups: "0::/a/b\n", root: "/c") { new[$0] }
                == ContainerLimits(processors: 1.5, memoryBytes: 1_000_000, usedMemoryBytes: 500_000))
        let old = [
            "/c/cpu,cpuacct/d/cpu.cfs_quota_us": "50000", "/c/cpu,cpuacct/d/cpu.cfs_period_us": "100000",
            "/c/memory/d/memory.limit_in_bytes": "2000000", "/c/memory/d/memory.usage_in_bytes": "700000",
            "/c/memory/d/memory.stat": "total_inactive_file 200000\n",
            "/c/memory/memory.limit_in_bytes": "9223372036854771712",
        ]
        #expect(
            ContainerLimits.read(groups: "4:memory:/d\n3:cpuset:/\n2:cpu,cpuacct:/d\n0::/\n", root: "/c") { old[$0] }
                == ContainerLimits(processors: 0.5, memoryBytes: 2_000_000, usedMemoryBytes: 500_000))
    }

    @Test func `Without limits, and with texts that make no sense, there are none`() {
        for groups in ["", "0::/\n", "x", "::::", "0::/../../etc\n", "4:memory:/\n"] {
            for content in [nil, "", "max", "max max", "-1", "0", "0 0", "99999999999999999999", "\u{0}"] {
                let limits = ContainerLimits.read(groups: groups) { _ in content }
                #expect(!limits.isLimited, "\(groups) \(content ?? "nothing")")
            }
        }
    }

    @Test func `Graphics processors are read, and lines that are none are left out`() {
        let text = """
            0, 81920, 550.54.15, NVIDIA A100-SXM4-80GB
            1, [N/A], 550.54.15, Name, with comma
            x, 1, 2, 3
            NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.
            2, 9223372036854775807, 1, Big
            -1, 1, 2, 3
            """
        #expect(
            GPUDescription.parse(text) == [
                GPUDescription(index: 0, name: "NVIDIA A100-SXM4-80GB", memoryBytes: 81_920 << 20, driver: "550.54.15"),
                GPUDescription(index: 1, name: "Name, with comma", memoryBytes: nil, driver: "550.54.15"),
                GPUDescription(index: 2, name: "Big", memoryBytes: nil, driver: "1"),
            ])
    }

    @Test func `Variables are kept by a list, and secrets not even when asked for`() {
        let chosen = EnvironmentVariables.chosen(
            from: [
                "RANK": "3", "HOME": "/home/me", "MY_SETTING": "mongodb://u:p@h/x", "MY_API_KEY": "hunter2",
                "HF_TOKEN": "x",
                "LANG": String(repeating: "x", count: 10_000),
            ], additionalNames: ["MY_SETTING", "MY_API_KEY", "RANK", "MISSING"])
        #expect(chosen.map(\.0) == ["LANG", "MY_API_KEY", "MY_SETTING", "RANK"])
        #expect(chosen.dropFirst().map(\.1) == ["[redacted]", "mongodb://[redacted]@h/x", "3"])
        #expect(chosen[0].1.utf8.count == EnvironmentVariables.valueLimitInBytes)
    }

    @Test func `This machine says what it is`() {
        let machine = MachineDescription.current()
        #expect(machine.logicalCores > 0 && machine.memoryBytes > 0 && !machine.systemName.isEmpty)
        #expect(machine.kernel?.system == "Linux" || machine.kernel?.system == "Darwin")
        #expect(!UserName.current().isEmpty)
        #expect(machine.fields["cpu"]?.documentValue?["logicalCores"]?.intValue == Int64(machine.logicalCores))
    }
}
