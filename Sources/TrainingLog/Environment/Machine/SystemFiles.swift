/// Reads what Linux writes of a machine in files under `/proc` and `/etc`. Texts that are not as expected give `nil`.
enum SystemFiles {
    /// A setting of `/etc/os-release`.
    static func release(_ name: String, in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0] == name else { continue }
            let value = parts[1].trimmingPrefix { $0 == "\"" || $0 == "'" }
            return String(value.prefix { $0 != "\"" && $0 != "'" })
        }
        return nil
    }

    /// The processor's name in `/proc/cpuinfo`. On ARM there is none; then what stands there instead.
    static func processorModel(in text: String) -> String? {
        let wanted = ["model name", "Model", "Hardware", "cpu model", "cpu"]
        var found: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline).prefix(10_000) {
            let parts = line.split(separator: ":", maxSplits: 1).map { trimmed($0) }
            guard parts.count == 2, !parts[1].isEmpty, wanted.contains(parts[0]), found[parts[0]] == nil else {
                continue
            }
            found[parts[0]] = parts[1]
        }
        return wanted.lazy.compactMap { found[$0] }.first
    }

    /// A number of `/proc/meminfo` in bytes; the file has units of 1,024.
    static func memory(_ name: String, in text: String) -> UInt64? {
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix(name + ":") {
            guard let word = line.dropFirst(name.count + 1).split(separator: " ").first, let kibibytes = UInt64(word)
            else { return nil }
            let (bytes, overflow) = kibibytes.multipliedReportingOverflow(by: 1_024)
            return overflow ? nil : bytes
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
