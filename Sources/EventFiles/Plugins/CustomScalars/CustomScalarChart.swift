/// One chart of a custom scalar layout.
public struct CustomScalarChart: Hashable, Sendable {
    /// A line with a band around it.
    public struct Margin: Hashable, Sendable {
        /// The tag of the line.
        public var value: String
        /// The tag of the band's lower edge.
        public var lower: String
        /// The tag of the band's upper edge.
        public var upper: String

        /// A line with a band around it.
        public init(value: String, lower: String, upper: String) {
            self.value = value
            self.lower = lower
            self.upper = upper
        }
    }

    /// What it draws.
    public enum Content: Hashable, Sendable {
        /// All scalars whose tag fits one of these regular expressions.
        case multiline(tagPatterns: [String])
        /// Lines with bands.
        case margins([Margin])
        /// Nothing that is known.
        case other
    }

    /// The title.
    public var title: String
    /// What it draws.
    public var content: Content

    /// A chart.
    public init(title: String, content: Content) {
        self.title = title
        self.content = content
    }

    func append(to writer: inout ProtobufWriter) {
        writer.string(1, title)
        switch content {
        case .multiline(let patterns):
            writer.message(2) { multiline in
                for pattern in patterns { multiline.string(1, pattern) }
            }
        case .margins(let margins):
            writer.message(3) { message in
                for margin in margins {
                    message.message(1) { series in
                        series.string(1, margin.value)
                        series.string(2, margin.lower)
                        series.string(3, margin.upper)
                    }
                }
            }
        case .other: break
        }
    }

    init(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(outer.bytes, in: range)
        self.init(title: "", content: .other)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): title = try reader.text(range)
            case (2, .bytes(let range)):
                var multiline = ProtobufReader(reader.bytes, in: range)
                var patterns: [String] = []
                while let field = try multiline.next() {
                    guard case (1, .bytes(let range)) = (field.number, field.payload) else { continue }
                    try budget.spendPart()
                    patterns.append(try multiline.text(range))
                }
                content = .multiline(tagPatterns: patterns)
            case (3, .bytes(let range)):
                var list = ProtobufReader(reader.bytes, in: range)
                var margins: [Margin] = []
                while let field = try list.next() {
                    guard case (1, .bytes(let range)) = (field.number, field.payload) else { continue }
                    try budget.spendPart()
                    margins.append(try Self.margin(list, in: range))
                }
                content = .margins(margins)
            default: break
            }
        }
    }

    private static func margin(
        _ outer: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> Margin {
        var reader = ProtobufReader(outer.bytes, in: range)
        var margin = Margin(value: "", lower: "", upper: "")
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): margin.value = try reader.text(range)
            case (2, .bytes(let range)): margin.lower = try reader.text(range)
            case (3, .bytes(let range)): margin.upper = try reader.text(range)
            default: break
            }
        }
        return margin
    }
}
