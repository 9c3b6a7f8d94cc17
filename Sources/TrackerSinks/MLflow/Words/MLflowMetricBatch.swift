import RegistryCore
import TrainingLog

/// Points of metrics on their way, as the texts that go into one request.
struct MLflowMetricBatch {
    /// MLflow takes so many in a request.
    static let mostPoints = 1_000
    /// MLflow takes 1,000,000 bytes in a request; the rest is for what stands around the points.
    static let mostBytes = 990_000

    private var text: [UInt8] = []
    /// For each point the entry that it is of, and where its text ends.
    private var points: [(sequence: Int64, end: Int)] = []

    /// How many points there are.
    var count: Int { points.count }
    /// Whether no other point fits for sure: none is longer than 3,500 bytes.
    var isFull: Bool { points.count >= Self.mostPoints || text.count >= Self.mostBytes - 3_500 }
    /// The entries whose points these are, each once.
    var sequences: [Int64] {
        points.reduce(into: []) { sequences, point in
            if sequences.last != point.sequence { sequences.append(point.sequence) }
        }
    }

    /// Adds a point.
    ///
    /// - Parameter key: The metric's name as JSON.
    mutating func add(key: [UInt8], _ value: Double, _ step: Step, _ time: WallTime, sequence: Int64) {
        if !text.isEmpty { text.append(UInt8(ascii: ",")) }
        text += "{\"key\":".utf8
        text += key
        text += ",\"value\":".utf8
        text +=
            (value.isFinite
            ? value.description : value.isNaN ? "\"NaN\"" : value < 0 ? "\"-Infinity\"" : "\"Infinity\"").utf8
        text += ",\"timestamp\":".utf8
        // MLflow knows no time before 1970.
        text += max(0, time.millisecondsSince1970).description.utf8
        text += ",\"step\":".utf8
        text += step.rawValue.description.utf8
        text.append(UInt8(ascii: "}"))
        points.append((sequence, text.count))
    }

    /// The body of the request.
    func body(run: String) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(text.count + 128)
        body += "{\"run_id\":".utf8
        body += Value.string(run).jsonBytes()
        body += ",\"metrics\":[".utf8
        body += text
        body += "]}".utf8
        return body
    }

    /// The first and the second half.
    var halves: [MLflowMetricBatch] {
        let middle = points.count / 2
        guard middle > 0 else { return [self] }
        let end = points[middle - 1].end
        var first = MLflowMetricBatch()
        first.text = Array(text[..<end])
        first.points = Array(points[..<middle])
        var second = MLflowMetricBatch()
        // Behind the comma.
        second.text = Array(text[(end + 1)...])
        second.points = points[middle...].map { ($0.sequence, $0.end - end - 1) }
        return [first, second]
    }
}
