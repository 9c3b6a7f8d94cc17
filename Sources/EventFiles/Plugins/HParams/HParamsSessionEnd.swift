/// How a session, one training, ended.
public struct HParamsSessionEnd: Hashable, Sendable {
    /// How it ended.
    public enum Status: Int64, Hashable, Sendable {
        /// Not said.
        case unknown = 0
        /// It ran to its end.
        case success = 1
        /// It failed.
        case failure = 2
        /// It is still running.
        case running = 3
    }

    /// How it ended.
    public var status: Status
    /// When it ended, in seconds since 1970; zero when not said.
    public var endSeconds: Double

    /// A session's end.
    public init(status: Status, endSeconds: Double = 0) {
        self.status = status
        self.endSeconds = endSeconds
    }
}

extension HParamsSessionEnd {
    func append(to writer: inout ProtobufWriter) {
        writer.integer(1, status.rawValue)
        if endSeconds != 0 { writer.double(2, endSeconds) }
    }

    init(_ outer: ProtobufReader, in range: Range<Int>) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(outer.bytes, in: range)
        self.init(status: .unknown)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .varint(let bits)): status = Status(rawValue: Int64(bitPattern: bits)) ?? .unknown
            case (2, .fixed64(let bits)): endSeconds = Double(bitPattern: bits)
            default: break
            }
        }
    }
}
