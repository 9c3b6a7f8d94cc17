/// Lays a pattern's tree out as instructions, from its end to its beginning.
struct PatternCompiler {
    private(set) var instructions: [PatternProgram.Instruction] = []

    /// The sets that instructions refer to by number.
    private(set) var sets: [ScalarSet] = []

    private let classes: SymbolClasses
    private var numberOfSet: [ScalarSet: Int] = [:]

    init(classes: SymbolClasses) { self.classes = classes }

    /// Returns where the program starts.
    mutating func compile(_ tree: PatternTree) -> Int { emit(tree, next: append(.found)) }

    private mutating func append(_ instruction: PatternProgram.Instruction) -> Int {
        instructions.append(instruction)
        return instructions.count - 1
    }

    /// Emits what matches `tree` and goes on at `next`; returns where it begins.
    private mutating func emit(_ tree: PatternTree, next: Int) -> Int {
        switch tree {
        case .empty: return next
        case .scalar(let scalar): return append(.symbol(classes.symbol(scalar.value), next: next))
        case .set(let set): return append(.set(number(of: set), next: next))
        case .assertion(let assertion): return append(.assertion(assertion, next: next))
        case .sequence(let parts): return parts.reversed().reduce(next) { emit($1, next: $0) }
        case .choice(let branches):
            guard let last = branches.last else { return next }
            return branches.dropLast().reversed().reduce(emit(last, next: next)) { rest, branch in
                append(.fork(emit(branch, next: next), rest))
            }
        case .repetition(let part, let atLeast, let atMost):
            return emitRepetition(of: part, atLeast: atLeast, atMost: atMost, next: next)
        }
    }

    private mutating func emitRepetition(of part: PatternTree, atLeast: Int, atMost: Int?, next: Int) -> Int {
        var entry = next
        var copies = atLeast
        if let atMost {
            for _ in atLeast..<atMost { entry = append(.fork(emit(part, next: entry), next)) }
        } else {
            let loop = append(.fork(next, next))
            let body = emit(part, next: loop)
            instructions[loop] = .fork(body, next)
            if atLeast == 0 {
                entry = loop
            } else {
                entry = body
                copies -= 1
            }
        }
        for _ in 0..<copies { entry = emit(part, next: entry) }
        return entry
    }

    private mutating func number(of set: ScalarSet) -> Int {
        if let number = numberOfSet[set] { return number }
        sets.append(set)
        numberOfSet[set] = sets.count - 1
        return sets.count - 1
    }
}
