/// A metric that TensorBoard's hyperparameter page compares sessions by.
public struct HParamMetric: Hashable, Sendable {
    /// Which data the metric was measured on.
    public enum Dataset: Int64, Hashable, Sendable {
        /// Not said.
        case unknown = 0
        /// The training data.
        case training = 1
        /// The validation data.
        case validation = 2
    }

    /// The scalar's tag in the run.
    public var tag: String
    /// The sub-folder of the session's run that the scalar is in; empty for the run itself.
    public var group: String
    /// The title to show in place of the tag; empty for the tag itself.
    public var displayName: String
    /// What it means; Markdown.
    public var description: String
    /// Which data it was measured on.
    public var dataset: Dataset

    /// A metric.
    public init(
        tag: String, group: String = "", displayName: String = "", description: String = "", dataset: Dataset = .unknown
    ) {
        self.tag = tag
        self.group = group
        self.displayName = displayName
        self.description = description
        self.dataset = dataset
    }
}

extension HParamMetric {
    func append(to writer: inout ProtobufWriter) {
        writer.message(1) { name in
            if !group.isEmpty { name.string(1, group) }
            name.string(2, tag)
        }
        if !displayName.isEmpty { writer.string(3, displayName) }
        if !description.isEmpty { writer.string(4, description) }
        if dataset != .unknown { writer.integer(5, dataset.rawValue) }
    }

    init(_ outer: ProtobufReader, in range: Range<Int>) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(outer.bytes, in: range)
        self.init(tag: "")
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)):
                var name = ProtobufReader(reader.bytes, in: range)
                while let field = try name.next() {
                    switch (field.number, field.payload) {
                    case (1, .bytes(let range)): group = try name.text(range)
                    case (2, .bytes(let range)): tag = try name.text(range)
                    default: break
                    }
                }
            case (3, .bytes(let range)): displayName = try reader.text(range)
            case (4, .bytes(let range)): description = try reader.text(range)
            case (5, .varint(let bits)): dataset = Dataset(rawValue: Int64(bitPattern: bits)) ?? .unknown
            default: break
            }
        }
    }
}
