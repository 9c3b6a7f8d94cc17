import Dispatch
import Foundation
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

struct SystemMetricsTests {
    private func reading(_ seconds: Double, _ scale: UInt64 = 1) -> SystemReading {
        SystemReading(
            seconds: seconds, processor: .init(busy: 50 * scale, total: 100 * scale), processSeconds: Double(scale),
            memory: .init(used: 25, total: 100), processMemory: 7,
            diskTraffic: .init(incoming: 100 * scale, outgoing: 10 * scale),
            networkTraffic: .init(incoming: 1_000 * scale, outgoing: 20 * scale))
    }

    private func source(_ readings: [SystemReading]) -> SystemSource {
        let rest = List(readings)
        return SystemSource(
            counters: { rest.next() ?? SystemReading(seconds: 0) }, disk: { .init(used: 1, total: 4) },
            timeLimit: .seconds(300))
    }

    private func dictionary(_ measurements: [SystemMeasurement]) -> [String: Double] {
        Dictionary(measurements.map { ($0.name, $0.value) }) { _, last in last }
    }

    @Test func `The first sample has what needs no span of time, the next has all`() async {
        var metrics = SystemMetrics(source: source([reading(10), reading(12, 3)]))
        #expect(
            await dictionary(metrics.sample()) == [
                "system/memory_used_bytes": 25, "system/memory_percent": 25, "system/process_memory_bytes": 7,
                "system/disk_used_percent": 25,
            ])
        #expect(
            await dictionary(metrics.sample()) == [
                "system/cpu_percent": 50, "system/process_cpu_percent": 100, "system/memory_used_bytes": 25,
                "system/memory_percent": 25, "system/process_memory_bytes": 7, "system/disk_used_percent": 25,
                "system/disk_read_bytes_per_second": 100, "system/disk_write_bytes_per_second": 10,
                "system/network_received_bytes_per_second": 1_000, "system/network_sent_bytes_per_second": 20,
            ])
        #expect(metrics.notes.isEmpty)
    }

    @Test func `Counters that went back, a clock that stands, and missing numbers leave numbers out`() {
        let later = reading(10, 3)
        let names = { (measurements: [SystemMeasurement]) in Set(measurements.map(\.name)) }
        let alone = names(later.measurements(since: nil))
        #expect(names(reading(12, 1).measurements(since: later)) == alone)
        #expect(names(reading(10, 4).measurements(since: later)).subtracting(alone) == ["system/cpu_percent"])
        #expect(SystemReading(seconds: 11).measurements(since: later).isEmpty)
        var odd = SystemReading(seconds: .nan, processSeconds: .infinity, memory: .init(used: .nan, total: 0))
        odd.disk = .init(used: 5, total: 4)
        #expect(
            odd.measurements(since: reading(1)) == [SystemMeasurement(name: "system/disk_used_percent", value: 100)])
    }

    @Test func `Whatever the counters are, numbers are finite and percentages are within bounds`() {
        let seed: UInt64 = 12
        var random = SeededGenerator(seed: seed)
        func number() -> UInt64 {
            [0, 1, .max, .max - 1, UInt64.random(in: 0...1_000, using: &random)].randomElement(using: &random) ?? 0
        }
        func any() -> SystemReading {
            SystemReading(
                seconds: Double(number()), processor: .init(busy: number(), total: number()),
                processSeconds: Double(number()),
                memory: .init(used: Double(number()), total: Double(number())), processMemory: number(),
                diskTraffic: .init(incoming: number(), outgoing: number()),
                networkTraffic: .init(incoming: number(), outgoing: number()))
        }
        for round in 0..<2_000 {
            for measurement in any().measurements(since: any()) {
                #expect(
                    measurement.value.isFinite && measurement.value >= 0, "seed \(seed), round \(round): \(measurement)"
                )
                if ["system/cpu_percent", "system/memory_percent"].contains(measurement.name) {
                    #expect(measurement.value <= 100, "seed \(seed), round \(round): \(measurement)")
                }
            }
        }
    }

    @Test func `What nvidia-smi says is read, and what it does not know is left out`() {
        let text =
            "0, 87, 40536, 61, 312.45\n1, [N/A], [Not Supported], , nan\n0, 1, 1, 1, 1\n2, 101, -1, 5000, inf\n3, 1\nerror\n"
        #expect(
            GPUReading.parse(text) == [
                GPUReading(
                    index: 0, percent: 87, memoryBytes: 40_536 * 1_048_576, temperatureCelsius: 61, powerWatts: 312.45),
                GPUReading(index: 1), GPUReading(index: 2),
            ])
    }

    @Test func `Processors are asked with every sample through the program`() async throws {
        try await withTemporaryFolder { folder in
            let path = try FakeProgram.make("smi", in: folder, "echo \"$@\" > \"$0.asked\"; echo '0, 87, 2, 61, 312.5'")
            let program = NvidiaSMI(path: path, environment: FakeProgram.environment, timeLimit: .seconds(300))
            var source = source([reading(1)])
            source.gpus = { program.ask(GPUReading.query) }
            var metrics = SystemMetrics(source: source)
            let sample = await dictionary(metrics.sample()).filter { $0.key.contains("gpu") }
            #expect(
                sample == [
                    "system/gpu_0_percent": 87, "system/gpu_0_memory_bytes": 2_097_152,
                    "system/gpu_0_temperature_celsius": 61, "system/gpu_0_power_watts": 312.5,
                ])
            let asked = try String(contentsOfFile: path + ".asked", encoding: .utf8)
            #expect(asked == "--query-gpu=\(GPUReading.query) --format=csv,noheader,nounits\n")
        }
    }

    @Test func `A processor program that stops answering is given up after three failures, with one note`() async throws
    {
        try await withTemporaryFolder { folder in
            let path = try FakeProgram.make("smi", in: folder, FakeProgram.hanging(in: folder))
            let program = NvidiaSMI(path: path, environment: FakeProgram.environment, timeLimit: .milliseconds(200))
            let count = Counter()
            var source = source([reading(1), reading(2), reading(3), reading(4), reading(5)])
            source.gpus = {
                count.add()
                return program.ask(GPUReading.query)
            }
            var metrics = SystemMetrics(source: source)
            for _ in 0..<5 { #expect(await !metrics.sample().isEmpty) }
            #expect(count.value == SystemMetrics.gpuFailureLimit)
            #expect(
                metrics.notes == [
                    "Graphics processors are not looked at any more: nvidia-smi took too long and was ended."
                ])
        }
    }

    @Test func `A failure between answers is forgotten`() async {
        let answers = List(
            [true, false, false, true, false, false, true].map { isGood in
                ProgramResult(ending: .exited(isGood ? 0 : 1), output: Array((isGood ? "0, 1, 1, 1, 1" : "").utf8))
            })
        var source = source((1...7).map { reading(Double($0)) })
        source.gpus = { answers.next() ?? ProgramResult(ending: .exited(1)) }
        var metrics = SystemMetrics(source: source)
        for _ in 0..<7 { _ = await metrics.sample() }
        #expect(metrics.notes.isEmpty)
    }

    @Test func `A file system that hangs is not looked at again`() async {
        let gate = DispatchSemaphore(value: 0)
        let count = Counter()
        var source = SystemSource(
            counters: { SystemReading(seconds: 1) },
            disk: {
                count.add()
                gate.wait()
                return nil
            })
        source.timeLimit = .milliseconds(200)
        var metrics = SystemMetrics(source: source)
        for _ in 0..<3 { _ = await metrics.sample() }
        #expect(count.value == 1)
        #expect(metrics.notes == ["The file system of the logs does not answer; its room is not looked at any more."])
        gate.signal()
    }

    @Test func `A container's memory counts when it has less than the machine`() {
        let machine = SystemReading.Usage(used: 1, total: 1_000)
        let limits = ContainerLimits(memoryBytes: 100, usedMemoryBytes: 30)
        #expect(SystemSource.memory(ofMachine: machine, limits: limits) == .init(used: 30, total: 100))
        #expect(SystemSource.memory(ofMachine: nil, limits: limits) == .init(used: 30, total: 100))
        let wide = ContainerLimits(memoryBytes: 5_000, usedMemoryBytes: 30)
        #expect(SystemSource.memory(ofMachine: machine, limits: wide) == machine)
        #expect(SystemSource.memory(ofMachine: machine, limits: nil) == machine)
    }

    @Test func `This machine gives numbers`() async {
        var metrics = SystemMetrics(source: .system(diskPath: "/"))
        _ = await metrics.sample()
        let sample = await dictionary(metrics.sample())
        for name in [
            "memory_used_bytes", "memory_percent", "process_memory_bytes", "disk_used_percent", "process_cpu_percent",
        ] {
            #expect(sample["system/\(name)"] != nil, "\(name)")
        }
    }
}

/// Gives one after the other.
private final class List<Element: Sendable>: Sendable {
    private let rest: Mutex<[Element]>

    init(_ elements: [Element]) { rest = Mutex(elements) }

    func next() -> Element? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}

/// Counts calls.
private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() { count.withLock { $0 += 1 } }
}
