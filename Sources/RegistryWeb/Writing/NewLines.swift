import RegistryCore

/// The lines of text of one request.
struct NewLines {
    /// The request's sequence number, when the client gave one.
    let sequence: Int64?
    private let parsed: [(line: LogLine, hasSequence: Bool)]

    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(_ body: Document) throws(RegistryError) {
        let fields = try BodyFields(body, of: "A list of lines", known: ["sequence", "lines"])
        sequence = try fields.sequence("sequence")
        guard let list = try fields.list("lines"), !list.isEmpty else {
            throw fields.fault("lines", "a list of at least one object: {\"lines\": [{\"text\": \"hello\"}]}")
        }
        let now = WallTime.now
        var parsed: [(line: LogLine, hasSequence: Bool)] = []
        for value in list {
            guard let object = value.documentValue else { throw fields.fault("lines", "a list of objects") }
            let line = try BodyFields(object, of: "A line", known: ["text", "time", "level", "sequence"])
            guard let text = try line.text("text") else { throw line.fault("text", "text") }
            var level = LogLevel.info
            if let name = try line.text("level") {
                guard let read = LogLevel(name: name) else {
                    throw line.fault("level", LogLevel.allCases.map(\.name).joined(separator: ", "))
                }
                level = read
            }
            let own = try line.sequence("sequence")
            parsed.append(
                (
                    LogLine(sequence: own ?? 0, time: try line.time("time") ?? now, level: level, text: text),
                    own != nil
                ))
        }
        self.parsed = parsed
    }

    /// Whether some lines have no sequence number of their own, and take that of the request.
    var needsSequence: Bool { parsed.contains { !$0.hasSequence } }

    /// The lines as the store takes them.
    ///
    /// - Parameter given: the sequence number of lines that have none of their own.
    func lines(sequence given: Int64) -> [LogLine] {
        parsed.map { line, hasSequence in
            var line = line
            if !hasSequence { line.sequence = given }
            return line
        }
    }
}
