package import RegistryCore

/// What a record says about itself, by the names of its fields.
package enum RecordFields {
    /// The experiment a record belongs to; `default` when it names none.
    package static func experiment(of record: Document) -> String {
        let name = record["ExperimentName"].map(CSVFormat.text) ?? ""
        return name.isEmpty ? "default" : name
    }

    /// The field that counts iterations: the first whose lower-cased name contains `iteration`.
    package static func iterationKey(of record: Document) -> String? {
        record.first { countsIterations($0.key) }?.key
    }

    /// Byte by byte, because every field of every record is asked: lower-casing a text and searching it takes fifty
    /// times as long.
    private static func countsIterations(_ key: String) -> Bool {
        let word = "iteration".utf8
        var rest = key.utf8[...]
        while rest.count >= word.count {
            // Bit 5 is what tells lower from upper case in ASCII; no other byte becomes a letter of the word by it.
            if zip(rest, word).allSatisfy({ $0 | 0x20 == $1 }) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// The step of a record: its iteration as a whole number, fractions cut off. A record without a usable one stands at
    /// its place among the logger's records.
    package static func step(of record: Document, place: Int64) -> Step {
        switch iterationKey(of: record).flatMap({ record[$0] }) {
        case .int(let iteration): Step(iteration)
        case .double(let iteration): Step(Int64(exactly: iteration.rounded(.towardZero)) ?? place)
        default: Step(place)
        }
    }

    /// The fields to draw: numbers, without the one that counts iterations. Booleans are no numbers.
    package static func numbers(of record: Document) -> [(key: String, value: Double)] {
        let iterationKey = iterationKey(of: record)
        return record.compactMap { key, value in
            guard key != iterationKey, let number = value.numberValue else { return nil }
            return (key, number)
        }
    }

    /// The name a field is drawn under: `<ModelName>/<key>`, the key alone when the record names no model.
    package static func tag(of key: String, in record: Document) -> String {
        let weights = record["ModelName"].map(CSVFormat.text) ?? ""
        return weights.isEmpty ? key : "\(weights)/\(key)"
    }
}
