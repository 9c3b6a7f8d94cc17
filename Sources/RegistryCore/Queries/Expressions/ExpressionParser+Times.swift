/// Conditions on how long ago something was, and on how long runs have lasted.
extension ExpressionParser {
    /// A comparison of a moment with a time before now, as `> -7d`; `nil`, and nothing read, for any other condition.
    mutating func parseAge(of path: FieldPath) throws(RegistryError) -> Filter? {
        var ahead = self
        guard case .mark(let mark) = current.kind, (try? ahead.advance()) != nil,
            let text = ahead.writtenTime, let first = text.utf8.first,
            first == UInt8(ascii: "-") || first == UInt8(ascii: "+"),
            let time = TimeSpan(text)?.milliseconds
        else { return nil }
        // The later the moment, the less time has gone by since.
        guard let range = Self.range(Self.turned[mark] ?? mark, (-time)...(-time)) else {
            throw expected("<, <=, > or >= in front of a time before now")
        }
        self = ahead
        try advance()
        return .span(from: path, to: nil, in: range)
    }

    /// A comparison of how long a run has lasted, as `> 2h`; a number without a unit is in seconds.
    mutating func parseDuration() throws(RegistryError) -> Filter {
        guard case .mark(let mark) = current.kind else { throw expected("a comparison such as > after 'duration'") }
        try advance()
        let span: ClosedRange<Int64>?
        if case .number(let number) = current.kind, let seconds = number.numberValue {
            if let time = try parseSpacedTime() {
                span = time...(time + 999)
            } else {
                span = TimeSpan.range(ofSeconds: seconds)
            }
        } else {
            // Durations are told in whole seconds: each stands for the milliseconds within it.
            span = writtenTime.flatMap { TimeSpan($0)?.milliseconds }.map { $0...($0 + 999) }
        }
        guard let span else { throw expected("a duration, as 90, 2h or 1h30m") }
        let ranges =
            mark == "!=" || mark == "<>"
            ? ["<", ">"].compactMap { Self.range($0, span) } : [Self.range(mark, span)].compactMap { $0 }
        guard !ranges.isEmpty else { throw expected("=, !=, <, <=, > or >= in front of a duration") }
        try advance()
        return ranges.count == 1 ? .runs(lasting: ranges[0]) : .or(ranges.map { .runs(lasting: $0) })
    }

    /// A number and its unit with a space between them, as `2 h`: the unit is left to be passed over, as a number alone is. `nil`, and
    /// nothing read, where the number stands alone.
    private mutating func parseSpacedTime() throws(RegistryError) -> Int64? {
        var ahead = self
        let number = current.source
        guard (try? ahead.advance()) != nil, case .word(let unit) = ahead.current.kind,
            let time = TimeSpan(number + unit)?.milliseconds
        else { return nil }
        self = ahead
        return time
    }

    /// A word that begins as a number does, or a text.
    private var writtenTime: String? {
        switch current.kind {
        case .word(let text) where current.beginsAsNumber: text
        case .text(let text), .doubleQuoted(let text): text
        default: nil
        }
    }

    private static let turned = ["<": ">", "<=": ">=", ">": "<", ">=": "<="]

    /// What a comparison with all of a span leaves.
    private static func range(_ mark: String, _ span: ClosedRange<Int64>) -> ClosedRange<Int64>? {
        switch mark {
        case "=", "==": span
        case "<": .min...(span.lowerBound - 1)
        case "<=": .min...span.upperBound
        case ">": (span.upperBound + 1)...(.max)
        case ">=": span.lowerBound...(.max)
        default: nil
        }
    }
}

extension Filter {
    /// Runs that have gone on for so many milliseconds: to their end; while they run, to this moment; and when they were
    /// lost, to their last sign of life.
    static func runs(lasting range: ClosedRange<Int64>) -> Filter {
        let (start, end, sign): (FieldPath, FieldPath, FieldPath) = ("startTime", "endTime", "heartbeat")
        let isRunning = Filter.field("status", .equals(.string(RunStatus.running.rawValue)))
        let hasNoEnd = Filter.field(end, .equals(.null))
        var parts: [Filter] = [
            .span(from: start, to: end, in: range),
            .and([hasNoEnd, isRunning, .span(from: start, to: nil, in: range)]),
            .and([hasNoEnd, .not(isRunning), .span(from: start, to: sign, in: range)]),
        ]
        if range.contains(0) {
            parts.append(.and([hasNoEnd, .not(isRunning), .field(sign, .equals(.null))]))
        }
        return .or(parts)
    }
}
