import RegistryCore

/// W&B's identifiers of runs: eight small letters and digits.
enum WandBRunIdentifier {
    private static let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789")

    /// The identifier of a run; always the same one.
    static func text(of run: RunID) -> String {
        var hash = FNV1a()
        hash.combine(run.description.utf8)
        var rest = hash.digest
        return String(
            (0..<8).map { _ in
                defer { rest /= UInt64(digits.count) }
                return digits[Int(rest % UInt64(digits.count))]
            })
    }
}
