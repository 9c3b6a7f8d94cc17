import RegistryCore

/// One graphics processor of the machine, as `nvidia-smi` describes it.
struct GPUDescription: Hashable, Sendable {
    /// Its number on this machine.
    var index: Int
    /// Its maker's name for it.
    var name: String
    /// Bytes of its memory.
    var memoryBytes: Int64?
    /// The version of the driver.
    var driver: String

    /// The fields to ask for, in the order in which they are read; the name, which may hold commas, is last.
    static let query = "index,memory.total,driver_version,name"

    /// Reads one line for each processor. Lines that are not as expected are left out.
    static func parse(_ output: String) -> [GPUDescription] {
        output.split(whereSeparator: \.isNewline).prefix(1_024).compactMap { line in
            let fields = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false).map(trimmed)
            guard fields.count == 4, let index = Int(fields[0]), (0..<1_024).contains(index) else { return nil }
            let mebibytes = Int64(fields[1]).flatMap { (0..<1 << 40).contains($0) ? $0 : nil }
            return GPUDescription(
                index: index, name: String(fields[3].prefix(200)), memoryBytes: mebibytes.map { $0 << 20 },
                driver: String(fields[2].prefix(100)))
        }
    }

    /// As it is kept in a run's record.
    var document: Document {
        var document: Document = ["index": Value(index), "name": .string(name), "driver": .string(driver)]
        document["memoryBytes"] = memoryBytes.map { .int($0) }
        return document
    }

    /// A field without the blanks around it.
    static func trimmed(_ field: Substring) -> String {
        let start = field.drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
