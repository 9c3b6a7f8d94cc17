/// Which charts TensorBoard's custom scalar page shows. It is logged once, in any run.
public struct CustomScalarLayout: Hashable, Sendable {
    /// A group of charts under one title.
    public struct Category: Hashable, Sendable {
        /// The title.
        public var title: String
        /// The charts, in order.
        public var charts: [CustomScalarChart]
        /// Whether it is folded at first.
        public var isClosed: Bool

        /// A group of charts.
        public init(title: String, charts: [CustomScalarChart], isClosed: Bool = false) {
            self.title = title
            self.charts = charts
            self.isClosed = isClosed
        }
    }

    /// The tag that TensorBoard looks for.
    public static let tag = "custom_scalars__config__"

    /// The groups, in order.
    public var categories: [Category]

    /// A layout.
    public init(categories: [Category]) {
        self.categories = categories
    }

    var bytes: [UInt8] {
        var writer = ProtobufWriter()
        for category in categories {
            writer.message(2) { message in
                message.string(1, category.title)
                for chart in category.charts { message.message(2) { chart.append(to: &$0) } }
                if category.isClosed { message.integer(3, 1) }
            }
        }
        return writer.bytes
    }

    /// From a tensor of one string. `nil` when it is something else.
    init?(_ tensor: Tensor, _ budget: inout DecodingBudget) throws(ProtobufReader.Malformed) {
        guard tensor.elementType == .string, tensor.strings.count == 1 else { return nil }
        let bytes = tensor.strings[0]
        var reader = ProtobufReader(bytes, in: 0..<bytes.count)
        self.init(categories: [])
        while let field = try reader.next() {
            guard case (2, .bytes(let range)) = (field.number, field.payload) else { continue }
            try budget.spendPart()
            categories.append(try Self.category(reader, in: range, &budget))
        }
    }

    private static func category(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> Category {
        var reader = ProtobufReader(outer.bytes, in: range)
        var category = Category(title: "", charts: [])
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): category.title = try reader.text(range)
            case (2, .bytes(let range)):
                try budget.spendPart()
                category.charts.append(try CustomScalarChart(reader, in: range, &budget))
            case (3, .varint(let bits)): category.isClosed = bits != 0
            default: break
            }
        }
        return category
    }
}

extension SummaryValue {
    /// The layout of TensorBoard's custom scalar page.
    public static func layout(_ layout: CustomScalarLayout) -> SummaryValue {
        SummaryValue(
            tag: CustomScalarLayout.tag, payload: .tensor(Tensor(strings: [layout.bytes], shape: [])),
            metadata: SummaryMetadata(pluginName: PluginName.customScalars, dataClass: .tensor))
    }
}
