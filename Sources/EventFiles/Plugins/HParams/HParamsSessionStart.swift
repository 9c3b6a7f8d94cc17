/// The hyperparameters that a session, one training, was started with.
public struct HParamsSessionStart: Hashable, Sendable {
    /// The value of each hyperparameter.
    public var hparams: [String: HParamValue]
    /// Sessions with the same group name are repetitions of one another. May be empty.
    public var groupName: String
    /// When it started, in seconds since 1970; zero when not said.
    public var startSeconds: Double

    /// A session's start.
    public init(hparams: [String: HParamValue], groupName: String = "", startSeconds: Double = 0) {
        self.hparams = hparams
        self.groupName = groupName
        self.startSeconds = startSeconds
    }
}

extension HParamsSessionStart {
    func append(to writer: inout ProtobufWriter) {
        for (name, value) in hparams.sorted(by: { $0.key < $1.key }) {
            writer.message(1) { entry in
                entry.string(1, name)
                entry.message(2) { value.append(to: &$0) }
            }
        }
        if !groupName.isEmpty { writer.string(4, groupName) }
        if startSeconds != 0 { writer.double(5, startSeconds) }
    }

    init(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(outer.bytes, in: range)
        self.init(hparams: [:])
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)):
                try budget.spendPart()
                var entry = ProtobufReader(reader.bytes, in: range)
                var (name, value) = ("", HParamValue?.none)
                while let field = try entry.next() {
                    switch (field.number, field.payload) {
                    case (1, .bytes(let range)): name = try entry.text(range)
                    case (2, .bytes(let range)): value = try HParamValue(entry, in: range)
                    default: break
                    }
                }
                if let value { hparams[name] = value }
            case (4, .bytes(let range)): groupName = try reader.text(range)
            case (5, .fixed64(let bits)): startSeconds = Double(bitPattern: bits)
            default: break
            }
        }
    }
}
