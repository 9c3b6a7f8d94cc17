import EventFiles
import TrackerFiles

/// A file of SwanLab's, made without it record by record.
struct SwanLabBuilder {
    /// What was added so far.
    private(set) var bytes: [UInt8] = []
    private var writer = BlockWriter(format: .swanLab)

    /// Adds a record: the number of its kind, and its fields.
    mutating func add(_ kind: Int, _ content: (inout ProtobufWriter) -> Void) {
        var record = ProtobufWriter()
        record.message(kind, content)
        writer.append(record.bytes, to: &bytes)
    }

    /// Adds the record that says which run it is.
    mutating func addStart(id: String = "id", project: String = "p1", name: String = "a run", tag: String? = nil) {
        add(10) {
            $0.string(1, project)
            $0.string(4, name)
            if let tag { $0.string(6, tag) }
            $0.string(10, id)
            $0.message(12) { $0.integer(1, 1_700_000_000) }
        }
    }

    /// Adds a point of a metric, as many seconds after the start as its step says.
    mutating func addPoint(_ metric: String = "loss", step: Int64 = 0, value: Double) {
        add(13) {
            $0.string(1, metric)
            if step != 0 { $0.integer(2, step) }
            $0.message(4) { $0.integer(1, 1_700_000_000 + step) }
            $0.message(5) { $0.double(1, value) }
        }
    }
}
