import RegistryCore

/// The kinds of content of a journal's records: the first byte of each payload.
enum EntryKind: UInt8 {
    /// A name gets a number: varint number, the name as UTF-8.
    case name = 1
    /// One number: varint name, signed step, signed time, f64.
    case scalar = 2
    /// Several numbers: signed step, signed time, varint count, and for each a varint name and an f64.
    case scalars = 3
    /// A record: signed time, varint place, BSON.
    case record = 4
    /// An image: signed time, signed step, BSON.
    case image = 5
    /// An event for TensorBoard: signed time, the event's bytes.
    case event = 6
    /// The run began: signed time, BSON of its record.
    case start = 7
    /// The run was taken up again: signed time, BSON of its record.
    case resumption = 8
    /// The run ended: signed time, BSON with `status` and `message`.
    case end = 9
    /// What the run is made with: signed time, BSON.
    case environment = 10
    /// A line of text: signed time, varint level, the text as UTF-8.
    case line = 11
    /// The run's parameters changed: signed time, BSON with `values`, `removed` and `replacesAll`.
    case parameters = 12
    /// A text under a label: signed time, BSON with `label`, `step`, `text`, `expected` and `isMarkdown`.
    case labelledText = 13
    /// An image under a label: signed time, BSON of an image with `label`, `step`, `boxes`, `classes` and `minProbability`.
    case labelledPicture = 14
    /// How the program was called: signed time, BSON.
    case command = 15
    /// What the program says: signed time, the tag as ASCII, a tab, the text as UTF-8.
    case message = 16
    /// A file under a label: signed time, BSON with `label`, `step`, `extension` and `bytes`.
    case labelledFile = 17
    /// A file: signed time, BSON.
    case file = 20
    /// The frames of a video: signed time, signed step, BSON.
    case video = 21
}

/// Writes entries as payloads. Names are written once for each segment and referred to by numbers; times count from the
/// segment's.
struct EntryEncoder {
    private var numbers: [ExactName: UInt64] = [:]
    private let origin: WallTime

    init(origin: WallTime) {
        self.origin = origin
    }

    /// The number of a name in this segment.
    ///
    /// - Returns: `isNew` when the name has to be written first, by ``name(_:number:to:)``.
    mutating func number(of name: String) -> (number: UInt64, isNew: Bool) {
        let name = ExactName(name)
        if let known = numbers[name] { return (known, false) }
        let number = UInt64(numbers.count)
        numbers[name] = number
        return (number, true)
    }

    func name(_ name: String, number: UInt64, to bytes: inout [UInt8]) {
        bytes.append(EntryKind.name.rawValue)
        bytes.appendVarint(number)
        bytes.append(contentsOf: name.utf8)
    }

    func scalar(_ number: UInt64, _ value: Double, step: Step, time: WallTime, to bytes: inout [UInt8]) {
        bytes.append(EntryKind.scalar.rawValue)
        bytes.appendVarint(number)
        bytes.appendSigned(step.rawValue)
        bytes.appendSigned(offset(of: time))
        bytes.appendFixed(value.bitPattern)
    }

    func scalars(_ values: [(number: UInt64, value: Double)], step: Step, time: WallTime, to bytes: inout [UInt8]) {
        bytes.append(EntryKind.scalars.rawValue)
        bytes.appendSigned(step.rawValue)
        bytes.appendSigned(offset(of: time))
        bytes.appendVarint(UInt64(values.count))
        for (number, value) in values {
            bytes.appendVarint(number)
            bytes.appendFixed(value.bitPattern)
        }
    }

    /// The bytes in front of a prepared body.
    func head(_ kind: EntryKind, time: WallTime, to bytes: inout [UInt8]) {
        bytes.append(kind.rawValue)
        bytes.appendSigned(offset(of: time))
    }

    private func offset(of time: WallTime) -> Int64 {
        time.millisecondsSince1970 &- origin.millisecondsSince1970
    }
}
