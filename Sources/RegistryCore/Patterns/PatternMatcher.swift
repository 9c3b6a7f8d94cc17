/// Finds one pattern in many texts.
///
/// It keeps what it learns about the pattern, so that most texts take a table look-up per character. A text takes time
/// proportional to its length whatever the pattern: at worst, per character, the size of the compiled pattern (at most
/// 10,000 steps). Each task uses its own matcher; the pattern behind them is shared.
public struct PatternMatcher: Sendable {
    private let classes: SymbolClasses
    private let checkpoint: Checkpoint?
    private var states: PatternStates

    /// What the checkpoint threw. From then on nothing is found, and no answer counts.
    private(set) var interruption: (any Error)?

    /// How many characters are read before the work they made is added up.
    private static let charactersInPart = 128

    /// How many steps are made before the checkpoint is asked: about a millisecond of work.
    private static let stepsBetweenLooks = 100_000

    /// A matcher for a pattern.
    public init(_ pattern: Pattern) { self.init(pattern, asking: nil) }

    /// A matcher that asks within a match, too, whether to go on: a large pattern may take minutes over one large text.
    package init(_ pattern: Pattern, asking checkpoint: Checkpoint?) {
        classes = pattern.program.classes
        states = PatternStates(pattern.program)
        self.checkpoint = checkpoint
    }

    /// Whether the pattern is found anywhere in a text.
    public mutating func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { run(over: $0) }
    }

    /// Whether the pattern is found anywhere in a text given as UTF-8. Bytes that are not UTF-8 count as one U+FFFD each.
    public mutating func matches(utf8 bytes: some Collection<UInt8>) -> Bool {
        if let answer = bytes.withContiguousStorageIfAvailable({ run(over: $0) }) { return answer }
        return Array(bytes).withUnsafeBufferPointer { run(over: $0) }
    }

    /// Whether the pattern is found anywhere in a text given as UTF-8.
    ///
    /// - Throws: what the checkpoint throws.
    package mutating func isFound(inUTF8 bytes: some Collection<UInt8>) throws -> Bool {
        let answer = matches(utf8: bytes)
        if let interruption { throw interruption }
        return answer
    }

    private mutating func run(over text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard interruption == nil else { return false }
        var state = PatternStates.start
        var index = 0
        let endsWithNewline = text.last == 0x0A
        let end = endsWithNewline ? text.count - 1 : text.count
        var steps = 0
        while index < end {
            let endOfPart = min(end, index + Self.charactersInPart)
            while index < endOfPart {
                let byte = text[index]
                let symbol: Int
                if byte < 0x80 {
                    symbol = classes.symbol(ascii: byte)
                    index += 1
                } else {
                    let (scalar, length) = UTF8Decoding.scalar(at: index, in: text)
                    symbol = classes.symbol(scalar)
                    index += length
                }
                state = states.target(from: state, by: symbol)
                if state < 0 { return state == PatternStates.found }
            }
            steps += Self.charactersInPart + states.takeSteps()
            if steps >= Self.stepsBetweenLooks {
                steps = 0
                guard mayGoOn() else { return false }
            }
        }
        if endsWithNewline {
            state = states.target(from: state, by: classes.lastNewline)
            if state < 0 { return state == PatternStates.found }
        }
        return states.target(from: state, by: classes.end) == PatternStates.found
    }

    private mutating func mayGoOn() -> Bool {
        do {
            try checkpoint?()
            return true
        } catch {
            interruption = error
            return false
        }
    }
}
