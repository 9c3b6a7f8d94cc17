import EventFiles

/// Reads records of `.wandb` files. What it does not know it passes over.
package enum WandBRecordDecoder {
    typealias Fault = ProtobufReader.Malformed

    /// The most items of one record: a list entry of two bytes becomes a hundred in memory.
    static let mostItems = 131_072

    /// Reads one record.
    ///
    /// - Throws: `damaged` with the reason for bytes that are no record.
    package static func decode(_ bytes: [UInt8]) throws(TrackerFileError) -> WandBRecord {
        do {
            return try record(bytes)
        } catch {
            throw TrackerFileError(.damaged, error.reason)
        }
    }

    private static func record(_ bytes: [UInt8]) throws(Fault) -> WandBRecord {
        var found: WandBRecord?
        try ProtobufReader.forEachField(of: bytes, in: bytes.indices) { (_, field) throws(Fault) in
            guard case .bytes(let range) = field.payload else { return }
            if let record = try content(field.number, bytes, range) { found = record }
        }
        return found ?? .other(0)
    }

    private static func content(_ number: Int, _ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBRecord? {
        switch number {
        case WandBFieldNumber.history: return try history(bytes, range)
        case WandBFieldNumber.summary:
            let items = try changes(bytes, range)
            return .summary(update: items.update, remove: items.remove)
        case WandBFieldNumber.config:
            let items = try changes(bytes, range)
            return .config(update: items.update, remove: items.remove)
        case WandBFieldNumber.output, WandBFieldNumber.outputRaw: return try output(bytes, range)
        case WandBFieldNumber.files: return .files(try files(bytes, range))
        case WandBFieldNumber.stats: return try stats(bytes, range)
        case WandBFieldNumber.run: return .run(try run(bytes, range))
        case WandBFieldNumber.metric: return .metric(try metric(bytes, range))
        case WandBFieldNumber.exit:
            let numbers = try numbers(bytes, range)
            return .exit(code: numbers[1] ?? 0, runtime: numbers[2] ?? 0)
        case WandBFieldNumber.alert:
            let texts = try texts(bytes, range)
            return .alert(title: texts[1] ?? "", text: texts[2] ?? "", level: texts[3] ?? "")
        case WandBFieldNumber.header: return try header(bytes, range)
        default: return WandBFieldNumber.others.contains(number) ? .other(number) : nil
        }
    }

    private static func header(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBRecord {
        var found: [Int: String] = [:]
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            if field.number == 1, case .bytes(let range) = field.payload { found = try texts(bytes, range) }
        }
        return .header(producer: found[1] ?? "", minimumConsumer: found[2] ?? "")
    }

    private static func history(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBRecord {
        var items: [WandBItem] = []
        var step: Int64?
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            guard case .bytes(let range) = field.payload else { return }
            if field.number == 1 { try append(try item(bytes, range), to: &items) }
            if field.number == 2 { step = try numbers(bytes, range)[1] ?? 0 }
        }
        return .history(items, step: step)
    }

    private static func output(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBRecord {
        var (isError, seconds, text) = (true, 0.0, "")
        try ProtobufReader.forEachField(of: bytes, in: range) { (reader, field) throws(Fault) in
            switch (field.number, field.payload) {
            case (1, .varint(let type)): isError = type == 0
            case (2, .bytes(let range)): seconds = try ProtobufReader.seconds(of: bytes, in: range)
            case (3, .bytes): text = reader.looseText(field) ?? ""
            default: break
            }
        }
        return .output(isError: isError, seconds: seconds, text: text)
    }

    private static func files(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> [String] {
        var paths: [String] = []
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            guard field.number == 1, case .bytes(let range) = field.payload, paths.count < mostItems else { return }
            if let path = try texts(bytes, range)[1] { paths.append(path) }
        }
        return paths
    }

    private static func stats(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBRecord {
        var items: [WandBItem] = []
        var seconds = 0.0
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            switch (field.number, field.payload) {
            case (2, .bytes(let range)): seconds = try ProtobufReader.seconds(of: bytes, in: range)
            case (3, .bytes(let range)): try append(try item(bytes, range), to: &items)
            default: break
            }
        }
        return .stats(items, seconds: seconds)
    }

    static func append(_ item: WandBItem, to items: inout [WandBItem]) throws(Fault) {
        guard items.count < mostItems else {
            throw Fault(reason: "it has more than the \(mostItems) items that are accepted")
        }
        items.append(item)
    }
}
