/// What is known about a hyperparameter of an experiment.
public struct HParamInfo: Hashable, Sendable {
    /// The type of its values.
    public enum ValueType: Int64, Hashable, Sendable {
        /// Not said.
        case unknown = 0
        /// Text.
        case string = 1
        /// Yes or no.
        case bool = 2
        /// Numbers.
        case number = 3
    }

    /// The values it may have.
    public enum Domain: Hashable, Sendable {
        /// Any.
        case any
        /// One of these.
        case discrete([HParamValue])
        /// A number from a least to a greatest.
        case interval(ClosedRange<Double>)
    }

    /// Its name, by which session starts give its value.
    public var name: String
    /// The type of its values.
    public var type: ValueType
    /// The values it may have.
    public var domain: Domain
    /// The title to show in place of the name; empty for the name itself.
    public var displayName: String
    /// What it means; Markdown.
    public var description: String

    /// What is known about a hyperparameter.
    public init(
        name: String, type: ValueType, domain: Domain = .any, displayName: String = "", description: String = ""
    ) {
        self.name = name
        self.type = type
        self.domain = domain
        self.displayName = displayName
        self.description = description
    }
}

extension HParamInfo {
    func append(to writer: inout ProtobufWriter) {
        writer.string(1, name)
        if !displayName.isEmpty { writer.string(2, displayName) }
        if !description.isEmpty { writer.string(3, description) }
        writer.integer(4, type.rawValue)
        switch domain {
        case .any: break
        case .discrete(let values):
            writer.message(5) { list in
                for value in values { list.message(1) { value.append(to: &$0) } }
            }
        case .interval(let interval):
            writer.message(6) {
                $0.double(1, interval.lowerBound)
                $0.double(2, interval.upperBound)
            }
        }
    }

    init(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(outer.bytes, in: range)
        self.init(name: "", type: .unknown)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): name = try reader.text(range)
            case (2, .bytes(let range)): displayName = try reader.text(range)
            case (3, .bytes(let range)): description = try reader.text(range)
            case (4, .varint(let bits)): type = ValueType(rawValue: Int64(bitPattern: bits)) ?? .unknown
            case (5, .bytes(let range)): domain = .discrete(try Self.list(reader, in: range, &budget))
            case (6, .bytes(let range)): domain = try Self.interval(reader, in: range)
            default: break
            }
        }
    }

    private static func list(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> [HParamValue] {
        var reader = ProtobufReader(outer.bytes, in: range)
        var values: [HParamValue] = []
        while let field = try reader.next() {
            guard case (1, .bytes(let range)) = (field.number, field.payload) else { continue }
            try budget.spendPart()
            if let value = try HParamValue(reader, in: range) { values.append(value) }
        }
        return values
    }

    private static func interval(
        _ outer: ProtobufReader, in range: Range<Int>
    ) throws(ProtobufReader.Malformed) -> Domain {
        var reader = ProtobufReader(outer.bytes, in: range)
        var (least, greatest) = (0.0, 0.0)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .fixed64(let bits)): least = Double(bitPattern: bits)
            case (2, .fixed64(let bits)): greatest = Double(bitPattern: bits)
            default: break
            }
        }
        // NaN compares false.
        return least <= greatest ? .interval(least...greatest) : .any
    }
}
