/// A compiled pattern: a nondeterministic automaton over classes of characters.
struct PatternProgram: Sendable {
    /// One node of the automaton; numbers are positions in ``instructions``.
    enum Instruction: Sendable {
        /// Goes on when the next symbol is this one.
        case symbol(Int, next: Int)
        /// Goes on when the next symbol is in the set of this number.
        case set(Int, next: Int)
        /// Goes on both ways.
        case fork(Int, Int)
        /// Goes on when the place is as asked.
        case assertion(PatternTree.Assertion, next: Int)
        /// The pattern is found.
        case found
    }

    let instructions: [Instruction]
    let start: Int
    let classes: SymbolClasses

    /// Whether a match can only begin at the beginning of the text.
    let isAnchored: Bool

    /// What must be remembered of the symbol before, for the assertions of this pattern.
    let remembered: PlaceContext

    /// For every class, whether it consists of letters, digits and `_`. Empty when the pattern does not ask.
    private let wordClasses: [Bool]

    /// For every set, for every class, whether the set holds it.
    private let setMembers: [Bool]

    init(_ tree: PatternTree) {
        var collector = PatternSets()
        collector.visit(tree)
        let classes = SymbolClasses(separating: collector.sets)
        var compiler = PatternCompiler(classes: classes)
        start = compiler.compile(tree)
        instructions = compiler.instructions

        var setMembers = [Bool](repeating: false, count: compiler.sets.count * classes.count)
        for (number, set) in compiler.sets.enumerated() {
            for symbol in classes.members[set] ?? [] { setMembers[number * classes.count + symbol] = true }
        }
        self.setMembers = setMembers
        var wordClasses: [Bool] = []
        if collector.remembered.contains(.afterWord) {
            wordClasses = [Bool](repeating: false, count: classes.symbolCount)
            for symbol in classes.members[.word] ?? [] { wordClasses[symbol] = true }
        }
        self.wordClasses = wordClasses
        self.classes = classes
        isAnchored = tree.beginsAtTextStart
        remembered = collector.remembered
    }

    /// Whether a set of the program holds a class.
    func set(_ set: Int, holds symbol: Int) -> Bool { setMembers[set * classes.count + symbol] }

    /// The place behind a symbol, as far as the pattern asks.
    func context(behind symbol: Int) -> PlaceContext {
        var context: PlaceContext = []
        if symbol == classes.newline || symbol == classes.lastNewline { context.insert(.afterNewline) }
        if !wordClasses.isEmpty, wordClasses[symbol] { context.insert(.afterWord) }
        return context.intersection(remembered)
    }

    /// Whether an assertion holds between what `context` remembers and the symbol that follows.
    func holds(_ assertion: PatternTree.Assertion, in context: PlaceContext, before symbol: Int) -> Bool {
        switch assertion {
        case .textStart: context.contains(.atStart)
        case .lineStart:
            context.contains(.atStart) || (context.contains(.afterNewline) && symbol != classes.end)
        case .textEnd: symbol == classes.end
        case .textEndOrLastNewline: symbol == classes.end || symbol == classes.lastNewline
        case .lineEnd: symbol == classes.end || symbol == classes.lastNewline || symbol == classes.newline
        case .wordBoundary: context.contains(.afterWord) != wordClasses[symbol]
        case .noWordBoundary: context.contains(.afterWord) == wordClasses[symbol]
        }
    }
}

/// What an automaton remembers of what lies behind it.
struct PlaceContext: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let atStart = PlaceContext(rawValue: 1)
    static let afterNewline = PlaceContext(rawValue: 2)
    static let afterWord = PlaceContext(rawValue: 4)
}

/// Collects what a pattern tells apart.
private struct PatternSets {
    private(set) var sets: Set<ScalarSet> = []
    private(set) var remembered: PlaceContext = []

    mutating func visit(_ tree: PatternTree) {
        switch tree {
        case .empty: break
        case .scalar(let scalar): sets.insert(ScalarSet([scalar]))
        case .set(let set): sets.insert(set)
        case .assertion(let assertion): visit(assertion)
        case .sequence(let parts), .choice(let parts):
            for part in parts { visit(part) }
        case .repetition(let part, _, _): visit(part)
        }
    }

    private mutating func visit(_ assertion: PatternTree.Assertion) {
        switch assertion {
        case .textStart: remembered.insert(.atStart)
        case .lineStart: remembered.formUnion([.atStart, .afterNewline])
        case .wordBoundary, .noWordBoundary:
            remembered.insert(.afterWord)
            sets.insert(.word)
        case .textEnd, .textEndOrLastNewline, .lineEnd: break
        }
    }
}
