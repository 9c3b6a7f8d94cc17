import RegistryCore

/// Which runs a comparison shows, and what of them. All of it stands in the address.
struct CompareView: Sendable {
    /// The most runs that are compared: 20.
    static let mostRuns = 20
    /// The most texts that are named when they identify no run.
    private static let mostNamed = 5

    /// The runs, in the order in which they stand beside each other.
    private(set) var runs: [RunID] = []
    /// How many runs the address names, also beyond ``mostRuns``.
    private(set) var asked = 0
    /// What stands in the address and identifies no run; the first few of them.
    private(set) var unusable: [String] = []
    /// Whether what is the same in all runs is unfolded.
    var showsEqual = false
    /// What the names of the shown metrics contain; empty for all metrics.
    var metricText = ""
    /// The step whose texts and matrices are shown; `nil` for the last one.
    var step: Int64?

    /// Reads `runs`, identifiers separated by commas, and `run`, one each.
    init(_ fields: FormFields) {
        let texts = fields.all("runs").flatMap { $0.split(separator: ",").map(String.init) } + fields.all("run")
        var seen: Set<RunID> = []
        for text in texts where !text.isEmpty {
            guard let run = RunID(text) else {
                if unusable.count < Self.mostNamed { unusable.append(text) }
                continue
            }
            guard seen.insert(run).inserted else { continue }
            asked += 1
            if runs.count < Self.mostRuns { runs.append(run) }
        }
        showsEqual = fields["equal"] == "1"
        metricText = fields["metrics"] ?? ""
        step = fields["step"].flatMap { Int64($0) }
    }

    /// The address that shows this comparison, of the given runs or of all.
    func address(of runs: [RunID]? = nil, at path: String = "/compare", adding more: [(String, String)] = []) -> String
    {
        var fields = FormFields()
        if showsEqual { fields.append("equal", "1") }
        if !metricText.isEmpty { fields.append("metrics", metricText) }
        if let step { fields.append("step", String(step)) }
        for (name, value) in more { fields.append(name, value) }
        // Commas stay as people write them.
        let list = "runs=\((runs ?? self.runs).map(\.description).joined(separator: ","))"
        return "\(path)?\(list)\(fields.elements.isEmpty ? "" : "&\(fields.encoded)")"
    }
}
