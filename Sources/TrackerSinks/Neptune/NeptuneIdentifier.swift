import RegistryCore

/// Neptune's identifiers of runs: in the form of an UUID.
enum NeptuneIdentifier {
    /// The identifier of a run; always the same one.
    static func text(of run: RunID) -> String {
        var text = ""
        for (index, digit) in SHA256.hexadecimalDigest(of: Array("neptune \(run)".utf8)).prefix(32).enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            // Version 4 and its variant, which programs look for.
            text.append(index == 12 ? "4" : index == 16 ? "a" : digit)
        }
        return text
    }
}
