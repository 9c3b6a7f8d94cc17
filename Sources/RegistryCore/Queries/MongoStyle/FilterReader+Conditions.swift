extension FilterReader {
    /// The operators on one field, or on one element of a list.
    mutating func conditions(_ document: Document, at place: Place) throws(RegistryError) -> [Condition] {
        try checkDepth(of: place)
        var conditions: [Condition] = []
        for (key, operand) in document where key != "$options" {
            let here = place.inside(key)
            try count(at: here)
            conditions.append(try condition(key, operand, beside: document, at: here, within: place))
        }
        if document["$options"] != nil, document["$regex"] == nil {
            throw wrongOperand(at: place.inside("$options"), "its place beside $regex only")
        }
        return conditions
    }

    private mutating func condition(
        _ name: String, _ operand: Value, beside document: Document, at place: Place, within outer: Place
    ) throws(RegistryError) -> Condition {
        switch name {
        case "$eq": .equals(try plain(operand, at: place))
        case "$ne": .not(.equals(try plain(operand, at: place)))
        case "$gt": .greater(try scalar(operand, at: place))
        case "$gte": .greaterOrEqual(try scalar(operand, at: place))
        case "$lt": .less(try scalar(operand, at: place))
        case "$lte": .lessOrEqual(try scalar(operand, at: place))
        case "$in": .oneOf(try values(operand, at: place))
        case "$nin": .not(.oneOf(try values(operand, at: place)))
        case "$exists": .exists(try truth(operand, at: place))
        case "$regex": .matches(try pattern(operand, options: document["$options"], at: place))
        case "$not": .not(try negated(operand, at: place))
        case "$all": try all(operand, at: place)
        case "$elemMatch": try element(operand, at: place)
        case "$size": .count(try size(operand, at: place))
        case "$type": .hasType(try types(operand, at: place))
        default: throw notAllowed(name, at: outer)
        }
    }

    private func scalar(_ value: Value, at place: Place) throws(RegistryError) -> Value {
        switch value {
        case .array, .document:
            throw wrongOperand(at: place, "one value to compare with, not a list and not a document")
        default: return value
        }
    }

    private mutating func values(_ value: Value, at place: Place) throws(RegistryError) -> [Value] {
        guard case .array(let elements) = value else { throw wrongOperand(at: place, "a list of values") }
        try countValues(elements, at: place)
        _ = try plain(value, at: place)
        return elements
    }

    private func truth(_ value: Value, at place: Place) throws(RegistryError) -> Bool {
        switch value {
        case .bool(let truth): return truth
        case .int(0), .double(0): return false
        case .int(1), .double(1): return true
        default: throw wrongOperand(at: place, "true or false")
        }
    }

    private func pattern(_ value: Value, options: Value?, at place: Place) throws(RegistryError) -> Pattern {
        guard case .string(let source) = value else { throw wrongOperand(at: place, "a pattern, as text") }
        guard case .string(let letters) = options ?? "", let options = Pattern.Options(letters: letters) else {
            throw wrongOperand(at: place, "beside it, as $options, a text of the letters i, m and s")
        }
        do {
            return try Pattern(source, options: options)
        } catch {
            throw RegistryError(error)
        }
    }

    private mutating func negated(_ value: Value, at place: Place) throws(RegistryError) -> Condition {
        guard case .document(let document) = value, !document.isEmpty else {
            throw wrongOperand(at: place, "a document of operators")
        }
        let negated = try conditions(document, at: place)
        return negated.count == 1 ? negated[0] : .all(negated)
    }

    private mutating func all(_ value: Value, at place: Place) throws(RegistryError) -> Condition {
        guard case .array(let elements) = value else { throw wrongOperand(at: place, "a list of values") }
        let isOfElements = elements.first?.documentValue?.first?.key == "$elemMatch"
        guard isOfElements else { return .containsAll(try values(value, at: place)) }
        var parts: [Condition] = []
        for (index, element) in elements.enumerated() {
            guard case .document(let document) = element, document.count == 1, document.first?.key == "$elemMatch"
            else {
                throw wrongOperand(at: place, "a list of values, or a list of $elemMatch documents")
            }
            parts += try conditions(document, at: place.element(index))
        }
        return .all(parts)
    }

    private mutating func element(_ value: Value, at place: Place) throws(RegistryError) -> Condition {
        guard case .document(let document) = value else {
            throw wrongOperand(at: place, "a document: a question about the elements, or operators on them")
        }
        let isQuestion =
            switch document.first?.key {
            case nil, "$and", "$or", "$nor": true
            case let key?: key.utf8.first != UInt8(ascii: "$")
            }
        return isQuestion
            ? .anyElement(try filter(document, at: place)) : .anyValue(try conditions(document, at: place))
    }

    private func size(_ value: Value, at place: Place) throws(RegistryError) -> Int {
        let size: Int? =
            switch value {
            case .int(let size): Int(exactly: size)
            case .double(let size): Int(exactly: size)
            default: nil
            }
        guard let size, size >= 0 else { throw wrongOperand(at: place, "a number of elements, 0 or more") }
        return size
    }

    private func types(_ value: Value, at place: Place) throws(RegistryError) -> [ValueType] {
        let names = value.arrayValue ?? [value]
        guard !names.isEmpty, names.count <= 32 else { throw wrongOperand(at: place, "at least one type") }
        var types: [ValueType] = []
        for name in names {
            guard let type = ValueType(mongoDB: name) else {
                let known = ValueType.allCases.map(\.rawValue).joined(separator: ", ")
                throw wrongOperand(at: place, "the names of types: \(known), long; or MongoDB's numbers of them")
            }
            if !types.contains(type) { types.append(type) }
        }
        return types
    }
}

extension ValueType {
    /// A type by MongoDB's name or number of it.
    fileprivate init?(mongoDB name: Value) {
        switch name {
        case "long", 18: self = .int
        case .string(let name): self.init(rawValue: name)
        case 1: self = .double
        case 2: self = .string
        case 3: self = .document
        case 4: self = .array
        case 5: self = .binary
        case 7: self = .objectID
        case 8: self = .bool
        case 9: self = .date
        case 10: self = .null
        case 16: self = .int
        default: return nil
        }
    }
}
