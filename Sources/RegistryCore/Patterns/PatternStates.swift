/// The deterministic automaton of a pattern, made state by state as texts ask for it.
///
/// A state is the set of places in the program that are possible at once. The table is bounded: when it is full, what
/// is not in it is worked out anew each time, in a state of its own that is never kept (``overflow``).
struct PatternStates: Sendable {
    /// A state's number, or a verdict.
    typealias Target = Int32

    /// The verdict that the pattern is found.
    static let found: Target = -1
    /// The verdict that it cannot be found any more.
    static let impossible: Target = -2
    private static let unknown: Target = -3

    /// The state whose content changes with every step when the table is full.
    private static let overflow: Target = 0

    /// Where every text begins.
    static let start: Target = 1

    private static let mostTransitions = 1 << 15
    private static let mostThreads = 1 << 16

    private struct State: Hashable {
        var threads: [Int32]
        var context: PlaceContext
    }

    private let program: PatternProgram
    private let width: Int
    private var transitions: [Target]
    private var states: [State]
    private var numbers: [State: Target] = [:]
    private var threadCount = 0
    private var visited: ThreadSet
    private var following: ThreadSet
    private var pending: [Int] = []
    private var steps = 0

    init(_ program: PatternProgram) {
        self.program = program
        width = program.classes.symbolCount
        visited = ThreadSet(programSize: program.instructions.count)
        following = ThreadSet(programSize: program.instructions.count)
        let first = State(
            threads: [Int32(truncatingIfNeeded: program.start)],
            context: PlaceContext.atStart.intersection(program.remembered))
        states = [State(threads: [], context: []), first]
        numbers[first] = Self.start
        transitions = [Target](repeating: Self.unknown, count: 2 * width)
    }

    /// Where a symbol leads from a state.
    mutating func target(from state: Target, by symbol: Int) -> Target {
        let cell = Int(state) * width + symbol
        let known = transitions[cell]
        if known != Self.unknown { return known }
        let target = step(from: states[Int(state)], by: symbol)
        if state != Self.overflow, target != Self.overflow { transitions[cell] = target }
        return target
    }

    /// How many instructions were gone through since this was last asked: what the table did not answer.
    mutating func takeSteps() -> Int {
        defer { steps = 0 }
        return steps
    }

    private mutating func step(from state: State, by symbol: Int) -> Target {
        visited.removeAll()
        following.removeAll()
        for thread in state.threads {
            pending.append(Int(thread))
            if follow(in: state.context, by: symbol) {
                pending.removeAll(keepingCapacity: true)
                return Self.found
            }
        }
        steps += visited.positions.count
        if symbol == program.classes.end { return Self.impossible }
        if !program.isAnchored { _ = following.insert(program.start) }
        if following.positions.isEmpty { return Self.impossible }
        return number(of: State(threads: following.positions.sorted(), context: program.context(behind: symbol)))
    }

    /// Goes all ways that need no character, then those that take the symbol. `true` when the pattern is found.
    private mutating func follow(in context: PlaceContext, by symbol: Int) -> Bool {
        let consumed = symbol == program.classes.lastNewline ? program.classes.newline : symbol
        let isEnd = symbol == program.classes.end
        while let position = pending.popLast() {
            guard visited.insert(position) else { continue }
            switch program.instructions[position] {
            case .found: return true
            case .fork(let first, let second):
                pending.append(second)
                pending.append(first)
            case .assertion(let assertion, let next):
                if program.holds(assertion, in: context, before: symbol) { pending.append(next) }
            case .symbol(let expected, let next):
                if expected == consumed { _ = following.insert(next) }
            case .set(let set, let next):
                if !isEnd, program.set(set, holds: consumed) { _ = following.insert(next) }
            }
        }
        return false
    }

    private mutating func number(of state: State) -> Target {
        if let known = numbers[state] { return known }
        threadCount += state.threads.count
        guard transitions.count + width <= max(Self.mostTransitions, 8 * width), threadCount <= Self.mostThreads else {
            threadCount -= state.threads.count
            states[Int(Self.overflow)] = state
            return Self.overflow
        }
        let number = Target(truncatingIfNeeded: states.count)
        states.append(state)
        numbers[state] = number
        transitions.append(contentsOf: repeatElement(Self.unknown, count: width))
        return number
    }
}
