import EventFiles

/// Reads records of `.swanlab` files. What it does not know it passes over.
package enum SwanLabRecordDecoder {
    private typealias Fault = ProtobufReader.Malformed

    /// Reads one record.
    ///
    /// - Throws: `damaged` with the reason for bytes that are no record.
    package static func decode(_ bytes: [UInt8]) throws(TrackerFileError) -> SwanLabRecord {
        do {
            var found: SwanLabRecord?
            try ProtobufReader.forEachField(of: bytes, in: bytes.indices) { (_, field) throws(Fault) in
                guard case .bytes(let range) = field.payload else { return }
                if let record = try content(field.number, bytes, range) { found = record }
            }
            return found ?? .other(0)
        } catch {
            throw TrackerFileError(.damaged, error.reason)
        }
    }

    private static func content(_ number: Int, _ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> SwanLabRecord? {
        switch number {
        case 10: return .start(try start(bytes, range))
        case 11:
            let state = try WandBRecordDecoder.numbers(bytes, range)[1].flatMap(SwanLabRecord.State.init) ?? .running
            let error = try WandBRecordDecoder.texts(bytes, range)[2] ?? ""
            return .finish(state: state, error: error, seconds: try seconds(3, bytes, range))
        case 13: return try scalar(bytes, range)
        case 14: return try media(bytes, range)
        case 16:
            let line = try WandBRecordDecoder.texts(bytes, range)[1] ?? ""
            let level = try WandBRecordDecoder.numbers(bytes, range)[2] ?? 0
            return .log(line: line, isError: level == 1, seconds: try seconds(3, bytes, range) ?? 0)
        case 20:
            let texts = try WandBRecordDecoder.texts(bytes, range)
            return .save(name: texts[1] ?? "", path: texts[2] ?? "")
        case 12: return .other(number)
        default: return nil
        }
    }

    private static func start(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> SwanLabStart {
        var start = SwanLabStart()
        let texts = try WandBRecordDecoder.texts(bytes, range)
        start.project = texts[1] ?? ""
        start.workspace = texts[2] ?? ""
        start.name = texts[4] ?? ""
        start.description = texts[5] ?? ""
        start.group = texts[7] ?? ""
        start.jobType = texts[8] ?? ""
        start.id = texts[10] ?? ""
        start.startSeconds = try seconds(12, bytes, range)
        try ProtobufReader.forEachField(of: bytes, in: range) { (reader, field) throws(Fault) in
            guard field.number == 6, start.tags.count < WandBRecordDecoder.mostItems else { return }
            if let tag = reader.looseText(field) { start.tags.append(tag) }
        }
        return start
    }

    private static func scalar(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> SwanLabRecord {
        var (key, step, time, value) = ("", Int64(0), 0.0, 0.0)
        try ProtobufReader.forEachField(of: bytes, in: range) { (reader, field) throws(Fault) in
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): key = try reader.text(range)
            case (2, .varint(let number)): step = Int64(bitPattern: number)
            case (4, .bytes(let range)): time = try ProtobufReader.seconds(of: bytes, in: range)
            case (5, .bytes(let range)):
                try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
                    if field.number == 1, case .fixed64(let bits) = field.payload { value = Double(bitPattern: bits) }
                }
            default: break
            }
        }
        return .scalar(key: key, step: step, seconds: time, value: value)
    }

    private static func media(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> SwanLabRecord {
        let key = try WandBRecordDecoder.texts(bytes, range)[1] ?? ""
        let kind = try WandBRecordDecoder.numbers(bytes, range)[3] ?? 0
        var count = 0
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            guard field.number == 5, case .bytes(let range) = field.payload else { return }
            try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
                if field.number == 1 { count += 1 }
            }
        }
        return .media(key: key, kind: kind, count: max(count, 1))
    }

    private static func seconds(
        _ number: Int, _ bytes: [UInt8], _ range: Range<Int>
    ) throws(Fault) -> Double? {
        var seconds: Double?
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            if field.number == number, case .bytes(let range) = field.payload {
                seconds = try ProtobufReader.seconds(of: bytes, in: range)
            }
        }
        return seconds
    }
}
