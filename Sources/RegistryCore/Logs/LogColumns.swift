/// The bytes of a ``LogBlock``: version, number of lines, then columns of sequence numbers, indices, times, levels, lengths
/// of texts in bytes, and the texts one after another as UTF-8. See ``ColumnWriter``.
enum LogColumns {
    private static let version: UInt8 = 1

    /// At most so many bytes are needed for a line beside its text: five numbers of at most ten bytes.
    static let mostBytesBesideText = 50

    static func encode(_ lines: ArraySlice<LogLine>) -> [UInt8] {
        var writer = ColumnWriter()
        writer.reserveCapacity(lines.reduce(32) { $0 + $1.text.utf8.count + 12 })
        writer.write(byte: version)
        writer.write(unsigned: UInt64(lines.count))
        writer.write(column: lines.lazy.map(\.sequence))
        writer.write(column: lines.lazy.map { Int64($0.index) })
        writer.write(column: lines.lazy.map(\.time.millisecondsSince1970))
        writer.write(column: lines.lazy.map { Int64($0.level.rawValue) })
        writer.write(column: lines.lazy.map { Int64($0.text.utf8.count) })
        for line in lines { writer.write(raw: line.text.utf8) }
        return writer.bytes
    }

    /// The lines, checked to be in order; `nil` when the bytes are something else.
    static func decode(_ bytes: [UInt8]) -> [LogLine]? {
        var reader = ColumnReader(bytes)
        guard reader.byte() == version, let count = reader.unsigned().flatMap(Int.init(exactly:)),
            (1...LogBlock.mostLines).contains(count), let sequences = reader.column(count),
            let indices = reader.column(count), let times = reader.column(count), let levels = reader.column(count),
            let lengths = reader.column(count)
        else { return nil }
        var lines: [LogLine] = []
        lines.reserveCapacity(count)
        for place in 0..<count {
            guard let index = Int(exactly: indices[place]), index >= 0,
                let level = Int(exactly: levels[place]).flatMap(LogLevel.init(rawValue:)),
                let raw = Int(exactly: lengths[place]).flatMap({ reader.raw($0) }),
                let text = String(validating: raw, as: UTF8.self)
            else { return nil }
            let line = LogLine(
                sequence: sequences[place], index: index, time: WallTime(millisecondsSince1970: times[place]),
                level: level, text: text)
            if let previous = lines.last, line.position <= previous.position { return nil }
            lines.append(line)
        }
        return reader.isAtEnd ? lines : nil
    }
}
