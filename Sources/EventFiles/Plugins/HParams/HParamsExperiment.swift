/// What the sessions of an experiment have in common: its hyperparameters and metrics. It belongs into the root run.
public struct HParamsExperiment: Hashable, Sendable {
    /// Its name; may be empty.
    public var name: String
    /// What it is about; Markdown.
    public var description: String
    /// Who made it; may be empty.
    public var user: String
    /// When it was made, in seconds since 1970; zero when not said.
    public var createdSeconds: Double
    /// Its hyperparameters.
    public var hparams: [HParamInfo]
    /// The metrics its sessions are compared by.
    public var metrics: [HParamMetric]

    /// An experiment.
    public init(
        name: String = "", description: String = "", user: String = "", createdSeconds: Double = 0,
        hparams: [HParamInfo], metrics: [HParamMetric]
    ) {
        self.name = name
        self.description = description
        self.user = user
        self.createdSeconds = createdSeconds
        self.hparams = hparams
        self.metrics = metrics
    }
}

extension HParamsExperiment {
    func append(to writer: inout ProtobufWriter) {
        if !description.isEmpty { writer.string(1, description) }
        if !user.isEmpty { writer.string(2, user) }
        if createdSeconds != 0 { writer.double(3, createdSeconds) }
        for hparam in hparams { writer.message(4) { hparam.append(to: &$0) } }
        for metric in metrics { writer.message(5) { metric.append(to: &$0) } }
        if !name.isEmpty { writer.string(6, name) }
    }

    init(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(outer.bytes, in: range)
        self.init(hparams: [], metrics: [])
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): description = try reader.text(range)
            case (2, .bytes(let range)): user = try reader.text(range)
            case (3, .fixed64(let bits)): createdSeconds = Double(bitPattern: bits)
            case (4, .bytes(let range)):
                try budget.spendPart()
                hparams.append(try HParamInfo(reader, in: range, &budget))
            case (5, .bytes(let range)):
                try budget.spendPart()
                metrics.append(try HParamMetric(reader, in: range))
            case (6, .bytes(let range)): name = try reader.text(range)
            default: break
            }
        }
    }
}
