/// What filters mean, over any kind of record.
///
/// The rules are MongoDB's. A path is followed into documents, and into every element of a list on its way; what it
/// leads to, and each element if that is a list, is tested one by one, and one that passes is enough. Where a path leads
/// to nothing, nothing itself is tested, once for every document that lacks the field.
struct FilterEvaluation: Sendable {
    /// One matcher for each pattern of the program.
    private var matchers: [PatternMatcher]

    init(patterns: [Pattern], asking checkpoint: Checkpoint?) {
        matchers = patterns.map { PatternMatcher($0, asking: checkpoint) }
    }

    /// What the checkpoint threw: the answer given then does not count.
    var interruption: (any Error)? { matchers.lazy.compactMap(\.interruption).first }

    mutating func holds<Record: FilterSubject>(
        _ filter: FilterProgram, for record: Record
    ) throws(Record.Failure) -> Bool {
        switch filter {
        case .everything: return true
        case .and(let parts):
            for part in parts where !(try holds(part, for: record)) { return false }
            return true
        case .or(let parts):
            for part in parts where try holds(part, for: record) { return true }
            return false
        case .not(let part): return !(try holds(part, for: record))
        case .field(let path, let test): return try passes(test, path[...], of: record)
        case .anyField(let path, named: let name, holding: let text):
            guard let document = try Self.value(at: path, in: record), document.type == .document else { return false }
            if try document.hasFieldName(in: &matchers[name]) { return true }
            var fields = document.elements()
            while let field = try fields.next() {
                if field.type == .string, field.isFound(by: &matchers[text]) { return true }
            }
            return false
        case .span(from: let start, to: let end, let range):
            guard let first = try Self.value(at: start, in: record)?.moment(),
                let last = try Self.value(at: end, in: record)?.moment()
            else { return false }
            let (span, overflow) = last.subtractingReportingOverflow(first)
            return range.contains(overflow ? (last < first ? .min : .max) : span)
        }
    }

    /// What stands at a path that leads through documents only.
    private static func value<Record: FilterSubject>(
        at path: [PathComponent], in record: Record
    ) throws(Record.Failure) -> Record? {
        var value = record
        for name in path {
            guard value.type == .document, let next = try value.field(name) else { return nil }
            value = next
        }
        return value
    }

    /// Whether the test passes at a path.
    private mutating func passes<Record: FilterSubject>(
        _ test: FilterProgram.Test, _ path: ArraySlice<PathComponent>, of record: Record
    ) throws(Record.Failure) -> Bool {
        switch test {
        case .not(let part): return !(try passes(part, path, of: record))
        case .all(let parts):
            for part in parts where !(try passes(part, path, of: record)) { return false }
            return true
        case .any(let parts):
            for part in parts where try passes(part, path, of: record) { return true }
            return false
        default: return try follow(path, from: record, test)
        }
    }

    /// Follows a path from a document (or from a list taken as a document of its positions) and tests what it leads to.
    private mutating func follow<Subject: FilterSubject>(
        _ path: ArraySlice<PathComponent>, from document: Subject, _ test: FilterProgram.Test
    ) throws(Subject.Failure) -> Bool {
        var value = document
        var rest = path
        while let name = rest.first {
            guard let next = try Self.step(to: name, from: value) else { return passesForNothing(test) }
            value = next
            rest = rest.dropFirst()
            if value.type == .array, !rest.isEmpty { return try follow(rest, fromList: value, test) }
        }
        guard value.type == .array, !test.isAboutWholeLists else { return try passes(test, for: value) }
        if try passes(test, forElementOf: value) { return true }
        return try passes(test, for: value)
    }

    private static func step<Subject: FilterSubject>(
        to name: PathComponent, from value: Subject
    ) throws(Subject.Failure) -> Subject? {
        switch value.type {
        case .document: return try value.field(name)
        case .array:
            guard let index = name.index else { return nil }
            return try value.element(at: index)
        default: return nil
        }
    }

    /// Follows a path into every element of a list, and to the element it names by position.
    private mutating func follow<Subject: FilterSubject>(
        _ path: ArraySlice<PathComponent>, fromList list: Subject, _ test: FilterProgram.Test
    ) throws(Subject.Failure) -> Bool {
        guard let name = path.first else { return false }
        let rest = path.dropFirst()
        var elements = list.elements()
        var index = 0
        while let element = try elements.next() {
            defer { index += 1 }
            if element.type == .document, try follow(path, from: element, test) { return true }
            guard index == name.index else { continue }
            if rest.isEmpty {
                if try passes(test, for: element) { return true }
            } else if element.type == .document {
                if try follow(rest, from: element, test) { return true }
            } else if element.type == .array {
                if try follow(rest, fromList: element, test) { return true }
            }
        }
        return false
    }

    private mutating func passes<Subject: FilterSubject>(
        _ test: FilterProgram.Test, forElementOf list: Subject
    ) throws(Subject.Failure) -> Bool {
        var elements = list.elements()
        while let element = try elements.next() {
            if try passes(test, for: element) { return true }
        }
        return false
    }

    /// Whether the test passes for this value as it is.
    private mutating func passes<Subject: FilterSubject>(
        _ test: FilterProgram.Test, for value: Subject
    ) throws(Subject.Failure) -> Bool {
        switch test {
        case .compare(let comparison, let operand): return try holds(comparison, value, operand)
        case .oneOf(let operands): return try equals(value, oneOf: operands)
        case .exists: return true
        case .matches(let number): return value.type == .string && value.isFound(by: &matchers[number])
        case .hasType(let types): return types.contains(value.type)
        case .count(let count):
            guard value.type == .array else { return false }
            return try value.elementCount() == count
        case .anyElement(let filter):
            guard value.type == .array else { return false }
            var elements = value.elements()
            while let element = try elements.next() {
                guard element.type == .document || element.type == .array else { continue }
                if try holds(filter, for: element) { return true }
            }
            return false
        case .anyValue(let part):
            guard value.type == .array else { return false }
            return try passes(part, forElementOf: value)
        case .not(let part): return !(try passes(part, for: value))
        case .all(let parts):
            for part in parts where !(try passes(part, for: value)) { return false }
            return true
        case .any(let parts):
            for part in parts where try passes(part, for: value) { return true }
            return false
        }
    }

    private func holds<Subject: FilterSubject>(
        _ comparison: FilterProgram.Comparison, _ value: Subject, _ operand: Value
    ) throws(Subject.Failure) -> Bool {
        guard value.type.rank == operand.type.rank else { return false }
        if value.isNaN || operand.isNaN { return value.isNaN && operand.isNaN && comparison.includesEqual }
        return comparison.holds(try value.order(comparedTo: operand))
    }

    /// Whether one of the operands, which are in ascending order, equals the value.
    private func equals<Subject: FilterSubject>(
        _ value: Subject, oneOf operands: [Value]
    ) throws(Subject.Failure) -> Bool {
        var low = 0
        var high = operands.count
        while low < high {
            let middle = (low + high) / 2
            let operand = operands[middle]
            let (rank, operandRank) = (value.type.rank, operand.type.rank)
            let order = rank == operandRank ? try value.order(comparedTo: operand) : Value.Order(rank, operandRank)
            switch order {
            case .equal: return true
            case .ascending: high = middle
            case .descending: low = middle + 1
            }
        }
        return false
    }

    /// Whether the test passes where there is nothing.
    private func passesForNothing(_ test: FilterProgram.Test) -> Bool {
        switch test {
        case .compare(let comparison, let operand): operand.isNull && comparison.includesEqual
        case .oneOf(let operands): operands.contains(where: \.isNull)
        default: false
        }
    }
}
