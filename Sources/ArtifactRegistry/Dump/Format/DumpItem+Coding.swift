import BSONCoding
import EventFiles
import RegistryCore

extension DumpItem {
    /// Appends the item as one frame.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for what no store could have given.
    func append(to bytes: inout [UInt8]) throws(RegistryError) {
        switch self {
        case .record(let record, let collection):
            let name = Array(collection.description.utf8)
            let body = try record.bson()
            RecordFraming.append(to: &bytes) { frame in
                frame.append(DumpFormat.Kind.record.rawValue)
                // A name has at most 64 bytes.
                frame.append(UInt8(truncatingIfNeeded: name.count))
                frame += name
                frame += body
            }
        case .points(let points, let series):
            try Self.append(
                [
                    "run": .string(series.run.description), "metric": .string(series.metric),
                    "sequences": Self.column(points) { UInt64(bitPattern: $0.sequence) },
                    "steps": Self.column(points) { UInt64(bitPattern: $0.step.rawValue) },
                    "times": Self.column(points) { UInt64(bitPattern: $0.time.millisecondsSince1970) },
                    "values": Self.column(points) { $0.dumpedBits },
                ], as: .points, to: &bytes)
        case .lines(let lines, let run):
            try Self.append(
                [
                    "run": .string(run.description),
                    "sequences": Self.column(lines) { UInt64(bitPattern: $0.sequence) },
                    "indices": Self.column(lines) { UInt64(bitPattern: Int64($0.index)) },
                    "times": Self.column(lines) { UInt64(bitPattern: $0.time.millisecondsSince1970) },
                    "levels": .binary(Binary(lines.map { UInt8(truncatingIfNeeded: $0.level.rawValue) })),
                    "texts": .array(lines.map { .string($0.text) }),
                ], as: .lines, to: &bytes)
        case .runsComplete:
            RecordFraming.append(to: &bytes) { $0.append(DumpFormat.Kind.runsComplete.rawValue) }
        }
    }

    /// Appends a frame of a document.
    static func append(_ document: Document, as kind: DumpFormat.Kind, to bytes: inout [UInt8]) throws(RegistryError) {
        let body = try document.bson()
        RecordFraming.append(to: &bytes) { frame in
            frame.append(kind.rawValue)
            frame += body
        }
    }

    /// The item in a frame's content; `nil` for a content of another kind or of another form.
    init?(kind: DumpFormat.Kind, content: ArraySlice<UInt8>) {
        switch kind {
        case .record:
            guard let length = content.first.map(Int.init), content.count > length else { return nil }
            let name = content.dropFirst().prefix(length)
            guard let text = String(validating: name, as: UTF8.self),
                let collection = CollectionName.all(stored: [text]).first(where: { $0.description == text }),
                let record = try? Document(bson: Array(content.dropFirst(1 + length)))
            else { return nil }
            self = .record(record, in: collection)
        case .points:
            guard let document = try? Document(bson: Array(content)), let points = Self.points(in: document) else {
                return nil
            }
            self = points
        case .lines:
            guard let document = try? Document(bson: Array(content)), let lines = Self.lines(in: document) else {
                return nil
            }
            self = lines
        case .runsComplete:
            guard content.isEmpty else { return nil }
            self = .runsComplete
        case .head, .end: return nil
        }
    }

    private static func points(in document: Document) -> DumpItem? {
        guard let run = document["run"]?.stringValue.flatMap(RunID.init), let metric = document["metric"]?.stringValue,
            let sequences = numbers(document["sequences"]), let steps = numbers(document["steps"]),
            let times = numbers(document["times"]), let values = numbers(document["values"]),
            steps.count == sequences.count, times.count == sequences.count, values.count == sequences.count
        else { return nil }
        let points = sequences.indices.map { index in
            SeriesPoint(
                step: Step(Int64(bitPattern: steps[index])),
                time: WallTime(millisecondsSince1970: Int64(bitPattern: times[index])),
                value: Double(bitPattern: values[index]), sequence: Int64(bitPattern: sequences[index]))
        }
        return .points(points, of: SeriesID(run: run, metric: metric))
    }

    private static func lines(in document: Document) -> DumpItem? {
        guard let run = document["run"]?.stringValue.flatMap(RunID.init),
            let sequences = numbers(document["sequences"]), let indices = numbers(document["indices"]),
            let times = numbers(document["times"]), case .binary(let levels)? = document["levels"],
            case .array(let texts)? = document["texts"], indices.count == sequences.count,
            times.count == sequences.count, levels.bytes.count == sequences.count, texts.count == sequences.count
        else { return nil }
        var lines: [LogLine] = []
        lines.reserveCapacity(sequences.count)
        for place in sequences.indices {
            guard let level = LogLevel(rawValue: Int(levels.bytes[place])), let text = texts[place].stringValue,
                let index = Int(exactly: Int64(bitPattern: indices[place]))
            else { return nil }
            lines.append(
                LogLine(
                    sequence: Int64(bitPattern: sequences[place]), index: index,
                    time: WallTime(millisecondsSince1970: Int64(bitPattern: times[place])), level: level, text: text))
        }
        return .lines(lines, of: run)
    }

    /// Numbers of eight bytes each, the least significant first.
    private static func column<Element>(_ elements: [Element], _ number: (Element) -> UInt64) -> Value {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * elements.count)
        for element in elements { bytes.appendLittleEndian(number(element)) }
        return .binary(Binary(bytes))
    }

    private static func numbers(_ value: Value?) -> [UInt64]? {
        guard case .binary(let column)? = value, column.bytes.count.isMultiple(of: 8) else { return nil }
        return stride(from: 0, to: column.bytes.count, by: 8).map { column.bytes.littleEndianUInt64(at: $0) }
    }
}
