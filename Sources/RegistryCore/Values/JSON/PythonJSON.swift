/// JSON as Python's `json` writes and reads it: numbers may be `NaN`, `Infinity` and `-Infinity`.
package enum PythonJSON {
    /// Reads a text.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, as `Value.init(json:)` does.
    package static func value(_ bytes: [UInt8]) throws(RegistryError) -> Value { try Value(json: plain(bytes)) }

    /// The text of a value, without line breaks. What JSON has no type for is written as Extended JSON.
    package static func text(_ value: Value) -> String {
        switch value {
        case .double(let number) where !number.isFinite: number.jsonName
        case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
        case .document(let document):
            "{" + document.map { "\(Value.string($0.key).json()): \(text($0.value))" }.joined(separator: ", ") + "}"
        default: value.json()
        }
    }

    /// The bare words as Extended JSON; whatever stands in a text is left alone.
    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        let words = ["-Infinity", "Infinity", "NaN"].map {
            (Array($0.utf8), Array("{\"$numberDouble\": \"\($0)\"}".utf8))
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isInText = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isInText {
                result.append(byte)
                index += 1
                if byte == UInt8(ascii: "\\"), index < bytes.count {
                    result.append(bytes[index])
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
                continue
            }
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "I") || byte == UInt8(ascii: "N"),
                let (word, replacement) = words.first(where: { bytes[index...].starts(with: $0.0) })
            {
                result += replacement
                index += word.count
                continue
            }
            isInText = byte == UInt8(ascii: "\"")
            result.append(byte)
            index += 1
        }
        return result
    }
}
