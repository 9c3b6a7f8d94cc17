/// What tells a sequence from others in a run: its name, and what it was measured on.
struct AimSeries: Hashable, Sendable {
    var name: String
    /// `train`, `val` or `test`, which Aim has in a sequence's context; `nil` for anything else.
    var subset: String?

    /// A sequence of a name as loggers have it: `train/loss` is `loss` on the subset `train`, `system/cpu` stands among what Aim measures
    /// of machines itself.
    init(_ name: String, of kind: AimSequenceKind) {
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, !parts[1].isEmpty {
            if ["train", "val", "test"].contains(parts[0]) {
                (self.name, subset) = (parts[1], parts[0])
                return
            }
            if parts[0] == "system", kind == .metric {
                self.name = "__system__\(parts[1])"
                return
            }
        }
        self.name = name.isEmpty ? "unnamed" : name
    }

    /// The context as Aim hashes it.
    var context: [String: String] { subset.map { ["subset": $0] } ?? [:] }
    /// The context as Aim stores it.
    var contextValue: AimValue { .fields(context.map { AimField(.name($0.key), .text($0.value)) }) }
}
