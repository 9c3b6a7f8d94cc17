/// A filter prepared for being asked of many records: paths split, patterns numbered.
indirect enum FilterProgram: Sendable {
    case everything
    case and([FilterProgram])
    case or([FilterProgram])
    case not(FilterProgram)
    case field([PathComponent], Test)
    /// The numbers of two patterns in ``FilterMatcher``.
    case anyField([PathComponent], named: Int, holding: Int)
    case span(from: [PathComponent], to: [PathComponent], ClosedRange<Int64>)

    /// A condition with what it refers to.
    indirect enum Test: Sendable {
        case compare(Comparison, Value)
        /// The values are in ascending order.
        case oneOf([Value])
        case exists
        /// The number of a pattern in ``FilterMatcher``.
        case matches(Int)
        case hasType(Set<ValueType>)
        case count(Int)
        case anyElement(FilterProgram)
        case anyValue(Test)
        case all([Test])
        case any([Test])
        case not(Test)
    }

    /// What may be asked of the order of two values.
    enum Comparison: Sendable {
        case equal, less, lessOrEqual, greater, greaterOrEqual

        /// Whether it holds for two values in this order.
        func holds(_ order: Value.Order) -> Bool {
            switch self {
            case .equal: order == .equal
            case .less: order == .ascending
            case .lessOrEqual: order != .descending
            case .greater: order == .descending
            case .greaterOrEqual: order != .ascending
            }
        }

        /// Whether it holds for values that are equal.
        var includesEqual: Bool { holds(.equal) }
    }

    /// Prepares a filter; its patterns are appended to `patterns`. What it asks about the present is asked about now.
    init(_ filter: Filter, patterns: inout [Pattern]) {
        switch filter {
        case .everything: self = .everything
        case .and(let parts): self = .and(parts.map { FilterProgram($0, patterns: &patterns) })
        case .or(let parts): self = .or(parts.map { FilterProgram($0, patterns: &patterns) })
        case .not(let part): self = .not(FilterProgram(part, patterns: &patterns))
        case .field(let path, let condition):
            self = .field(path.components.map(PathComponent.init), Test(condition, patterns: &patterns))
        case .anyField(of: let path, named: let name, holding: let text):
            self = .anyField(
                path.components.map(PathComponent.init), named: patterns.count, holding: patterns.count + 1)
            patterns += [name, text]
        case .span(from: let start, to: let end?, in: let range):
            self = .span(
                from: start.components.map(PathComponent.init), to: end.components.map(PathComponent.init), range)
        case .span(from: _, to: nil, in: _): self.init(filter.asked(at: .now), patterns: &patterns)
        }
    }
}

extension FilterProgram.Test {
    /// Whether it asks of a list as such, and never of its elements in its place.
    var isAboutWholeLists: Bool {
        switch self {
        case .exists, .count, .anyElement, .anyValue: true
        case .compare, .oneOf, .matches, .hasType, .all, .any, .not: false
        }
    }

    init(_ condition: Condition, patterns: inout [Pattern]) {
        switch condition {
        case .equals(let value): self = .compare(.equal, value)
        case .less(let value): self = .compare(.less, value)
        case .lessOrEqual(let value): self = .compare(.lessOrEqual, value)
        case .greater(let value): self = .compare(.greater, value)
        case .greaterOrEqual(let value): self = .compare(.greaterOrEqual, value)
        case .oneOf(let values): self = .oneOf(values.sorted { Value.order($0, $1) == .ascending })
        case .exists(let exists): self = exists ? .exists : .not(.exists)
        case .matches(let pattern):
            self = .matches(patterns.count)
            patterns.append(pattern)
        case .hasType(let types):
            let known = Set(types)
            self = .hasType(known.contains(.number) ? known.union([.int, .double]) : known)
        case .count(let count): self = .count(count)
        case .containsAll([]): self = .any([])
        case .containsAll(let values): self = .all(values.map { .compare(.equal, $0) })
        case .anyElement(let filter): self = .anyElement(FilterProgram(filter, patterns: &patterns))
        case .anyValue(let parts): self = .anyValue(.all(parts.map { Self($0, patterns: &patterns) }))
        case .all(let parts): self = .all(parts.map { Self($0, patterns: &patterns) })
        case .not(let part): self = .not(Self(part, patterns: &patterns))
        }
    }
}
