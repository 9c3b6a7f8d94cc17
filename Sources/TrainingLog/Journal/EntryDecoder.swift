import RegistryCore

/// Reads payloads that ``EntryEncoder`` wrote, in the order in which they stand in one segment.
struct EntryDecoder {
    /// The names from number 0 on, without a gap.
    private var names: [String] = []
    /// The names behind one that is damaged, by their numbers. A list with gaps would be as long as a number says,
    /// which may be anything.
    private var namesBehindGap: [UInt64: String] = [:]
    private let origin: WallTime

    init(origin: WallTime) {
        self.origin = origin
    }

    /// What a payload says.
    enum Result {
        case entry(LogEntry.Content, WallTime)
        /// Numbers of which some have no name, because its record is damaged: the others, if there are any.
        case lackingNames(LogEntry.Content?, WallTime)
        /// A name got a number: nothing for sinks.
        case name
        /// It cannot be understood.
        case unknown
    }

    /// Notes the name that a payload brings, if it does.
    mutating func readName(_ bytes: [UInt8], in payload: Range<Int>) {
        guard payload.first.map({ bytes[$0] }) == EntryKind.name.rawValue else { return }
        _ = decode(bytes, in: payload)
    }

    /// Reads one payload.
    mutating func decode(_ bytes: [UInt8], in payload: Range<Int>) -> Result {
        var cursor = ByteCursor(bytes, in: payload)
        guard let kind = cursor.byte().flatMap(EntryKind.init) else { return .unknown }
        let result =
            switch kind {
            case .name: name(&cursor, bytes)
            case .scalar: scalar(&cursor)
            case .scalars: scalars(&cursor)
            default: content(kind, &cursor, bytes)
            }
        return result ?? .unknown
    }

    private mutating func name(_ cursor: inout ByteCursor, _ bytes: [UInt8]) -> Result? {
        // A number that has a name keeps it: what was read with it stays true.
        guard let number = cursor.varint(), name(of: number) == nil else { return nil }
        let name = String(decoding: bytes[cursor.rest], as: UTF8.self)
        // Numbers are given in order; one that is out of it follows damage.
        if number == UInt64(names.count) { names.append(name) } else { namesBehindGap[number] = name }
        return .name
    }

    private func scalar(_ cursor: inout ByteCursor) -> Result? {
        guard let number = cursor.varint(), let step = cursor.signed(), let time = time(&cursor),
            let value = cursor.fixed(as: UInt64.self)
        else { return nil }
        guard let name = name(of: number) else { return .lackingNames(nil, time) }
        return .entry(.scalar(NamedNumber(name: name, value: Double(bitPattern: value)), Step(step)), time)
    }

    private func scalars(_ cursor: inout ByteCursor) -> Result? {
        guard let step = cursor.signed(), let time = time(&cursor), let count = cursor.varint(),
            count <= UInt64(cursor.rest.count / 9)
        else { return nil }
        var numbers: [NamedNumber] = []
        numbers.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let number = cursor.varint(), let value = cursor.fixed(as: UInt64.self) else { return nil }
            guard let name = name(of: number) else { continue }
            numbers.append(NamedNumber(name: name, value: Double(bitPattern: value)))
        }
        if numbers.count == Int(count) { return .entry(.scalars(numbers, Step(step)), time) }
        return .lackingNames(numbers.isEmpty ? nil : .scalars(numbers, Step(step)), time)
    }

    private func content(_ kind: EntryKind, _ cursor: inout ByteCursor, _ bytes: [UInt8]) -> Result? {
        guard let time = time(&cursor) else { return nil }
        switch kind {
        case .record:
            guard let place = cursor.varint().flatMap(Int64.init(exactly:)) else { return nil }
            return document(cursor, bytes).map { .entry(.record($0, place: place), time) }
        case .image:
            guard let step = cursor.signed() else { return nil }
            return document(cursor, bytes).flatMap(LoggedImage.init).map { .entry(.image($0, Step(step)), time) }
        case .event: return .entry(.event(Array(bytes[cursor.rest])), time)
        case .start: return document(cursor, bytes).map { .entry(.start($0, isResumed: false), time) }
        case .resumption: return document(cursor, bytes).map { .entry(.start($0, isResumed: true), time) }
        case .environment: return document(cursor, bytes).map { .entry(.environment($0), time) }
        case .line:
            guard let level = cursor.varint().flatMap(Int.init(exactly:)).flatMap(LogLevel.init) else { return nil }
            return .entry(.line(String(decoding: bytes[cursor.rest], as: UTF8.self), level), time)
        case .parameters:
            return document(cursor, bytes).flatMap(ParameterChange.init).map { .entry(.parameters($0), time) }
        case .labelledText:
            return document(cursor, bytes).flatMap(LabelledText.init).map { .entry(.labelledText($0), time) }
        case .labelledPicture:
            return document(cursor, bytes).flatMap(LabelledPicture.init).map { .entry(.labelledPicture($0), time) }
        case .command: return document(cursor, bytes).map { .entry(.command($0), time) }
        case .message: return TaggedMessage(bytes[cursor.rest]).map { .entry(.message($0), time) }
        case .labelledFile:
            return document(cursor, bytes).flatMap(LabelledFile.init).map { .entry(.labelledFile($0), time) }
        case .file: return document(cursor, bytes).flatMap(LoggedFile.init).map { .entry(.file($0), time) }
        case .video:
            guard let step = cursor.signed() else { return nil }
            return document(cursor, bytes).flatMap(LoggedVideo.init).map { .entry(.video($0, Step(step)), time) }
        case .end:
            guard let document = document(cursor, bytes),
                let status = document["status"]?.stringValue.flatMap(RunStatus.init)
            else { return nil }
            return .entry(.end(status, message: document["message"]?.stringValue), time)
        case .name, .scalar, .scalars: return nil
        }
    }

    private func name(of number: UInt64) -> String? {
        number < UInt64(names.count) ? names[Int(number)] : namesBehindGap[number]
    }

    private func time(_ cursor: inout ByteCursor) -> WallTime? {
        cursor.signed().map { WallTime(millisecondsSince1970: origin.millisecondsSince1970 &+ $0) }
    }

    private func document(_ cursor: ByteCursor, _ bytes: [UInt8]) -> Document? {
        try? Document(bson: Array(bytes[cursor.rest]))
    }
}
