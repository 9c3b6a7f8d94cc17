import EventFiles

extension WandBRecordDecoder {
    /// A configuration's or summary's change: `update` and `remove`.
    static func changes(
        _ bytes: [UInt8], _ range: Range<Int>
    ) throws(Fault) -> (update: [WandBItem], remove: [WandBItem]) {
        var (update, remove): ([WandBItem], [WandBItem]) = ([], [])
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            guard case .bytes(let range) = field.payload else { return }
            if field.number == 1 { try append(try item(bytes, range), to: &update) }
            if field.number == 2 { try append(try item(bytes, range), to: &remove) }
        }
        return (update, remove)
    }

    /// An item: `key` or `nested_key`, and a value as JSON or, of newer clients, as what it is.
    static func item(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBItem {
        var (key, nested): (String?, [String]) = (nil, [])
        var value = WandBValue.none
        try ProtobufReader.forEachField(of: bytes, in: range) { (reader, field) throws(Fault) in
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): key = try reader.text(range)
            case (2, .bytes(let range)):
                guard nested.count < 100 else { throw Fault(reason: "a value is nested deeper than 100 levels") }
                nested.append(try reader.text(range))
            case (3, .varint): value = .none
            case (4, .varint(let number)): value = .bool(number != 0)
            // The lowest bit is the sign.
            case (5, .varint(let number)): value = .int(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
            case (6, .fixed64(let bits)): value = .double(Double(bitPattern: bits))
            case (7, .bytes): value = .text(reader.looseText(field) ?? "")
            case (8, .bytes(let range)), (16, .bytes(let range)): value = .json(Array(bytes[range]))
            default: break
            }
        }
        return WandBItem(path: nested.isEmpty ? [key ?? ""] : nested, value: value)
    }

    static func run(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBRun {
        var run = WandBRun()
        try ProtobufReader.forEachField(of: bytes, in: range) { (reader, field) throws(Fault) in
            switch (field.number, field.payload) {
            case (4, .bytes(let range)): run.config = try changes(bytes, range).update
            case (10, .bytes(let range)):
                guard run.tags.count < mostItems else { throw Fault(reason: "it has too many tags") }
                run.tags.append(try reader.text(range))
            case (14, .varint(let number)): run.startingStep = Int64(bitPattern: number)
            case (17, .bytes(let range)): run.startSeconds = try ProtobufReader.seconds(of: bytes, in: range)
            case (21, .bytes(let range)):
                let git = try texts(bytes, range)
                run.gitRemote = git[1] ?? ""
                run.gitCommit = git[2] ?? ""
            default: take(reader.looseText(field), field.number, &run)
            }
        }
        return run
    }

    private static func take(_ text: String?, _ number: Int, _ run: inout WandBRun) {
        guard let text else { return }
        switch number {
        case 1: run.id = text
        case 2: run.entity = text
        case 3: run.project = text
        case 6: run.group = text
        case 7: run.jobType = text
        case 8: run.displayName = text
        case 9: run.notes = text
        case 12: run.sweepID = text
        case 13: run.host = text
        default: break
        }
    }

    static func metric(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> WandBMetric {
        let names = try texts(bytes, range)
        var metric = WandBMetric(name: names[1] ?? names[2] ?? "", stepMetric: names[4] ?? "")
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            guard field.number == 7, case .bytes(let range) = field.payload else { return }
            for (number, value) in try numbers(bytes, range) where value != 0 {
                if let summary = WandBMetric.Summary(rawValue: number) { metric.summary.insert(summary) }
            }
        }
        return metric
    }

    /// The texts of a message, by their numbers; the last of several.
    static func texts(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> [Int: String] {
        var texts: [Int: String] = [:]
        try ProtobufReader.forEachField(of: bytes, in: range) { (reader, field) throws(Fault) in
            if field.number < 64, let text = reader.looseText(field) { texts[field.number] = text }
        }
        return texts
    }

    /// The whole numbers of a message, by their numbers; the last of several.
    static func numbers(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> [Int: Int64] {
        var numbers: [Int: Int64] = [:]
        try ProtobufReader.forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            if field.number < 64, case .varint(let number) = field.payload {
                numbers[field.number] = Int64(bitPattern: number)
            }
        }
        return numbers
    }
}
