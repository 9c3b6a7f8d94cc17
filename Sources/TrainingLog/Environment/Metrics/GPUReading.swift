/// What `nvidia-smi` says of one graphics processor at one moment; what it does not know is `nil`.
package struct GPUReading: Hashable, Sendable {
    /// Its number on this machine.
    package var index: Int
    /// How much of the time it was busy, in percent.
    package var percent: Double?
    /// Bytes of its memory that are in use.
    package var memoryBytes: Double?
    /// Its temperature in degrees Celsius.
    package var temperatureCelsius: Double?
    /// The power it draws, in watts.
    package var powerWatts: Double?

    /// A reading.
    package init(
        index: Int, percent: Double? = nil, memoryBytes: Double? = nil, temperatureCelsius: Double? = nil,
        powerWatts: Double? = nil
    ) {
        self.index = index
        self.percent = percent
        self.memoryBytes = memoryBytes
        self.temperatureCelsius = temperatureCelsius
        self.powerWatts = powerWatts
    }

    /// The fields to ask for, in the order in which they are read.
    static let query = "index,utilization.gpu,memory.used,temperature.gpu,power.draw"

    /// Reads one line for each processor. Lines that are not as expected are left out.
    static func parse(_ output: String) -> [GPUReading] {
        var seen: Set<Int> = []
        return output.split(whereSeparator: \.isNewline).prefix(1_024).compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(GPUDescription.trimmed)
            guard fields.count == 5, let index = Int(fields[0]), (0..<1_024).contains(index),
                seen.insert(index).inserted
            else { return nil }
            return GPUReading(
                index: index, percent: number(fields[1], in: 0...100),
                memoryBytes: number(fields[2]).map { $0 * 1_048_576 },
                temperatureCelsius: number(fields[3], in: -100...1_000), powerWatts: number(fields[4]))
        }
    }

    /// `[N/A]`, `[Not Supported]` and the like are no numbers.
    private static func number(_ text: String, in range: ClosedRange<Double> = 0...1e9) -> Double? {
        Double(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
