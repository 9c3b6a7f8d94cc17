import RegistryCore

/// A part of a page in the order of one indexed field that a single `find` answers, in order, from the index.
struct PageSegment {
    /// What the records of the part have in common, beside the question's own filter.
    var conditions: [Document]
    /// Their order.
    var sort: Document
    /// Whether it is the part of lists and documents, which the index cannot bound.
    var isOfLists = false

    /// The parts that follow a place in the order, nearest first.
    ///
    /// - Parameter position: the values of the field and of `_id` in the last record of the page before; `nil` for the
    ///   first page.
    static func segments(by key: SortKey, behind position: (value: Value, id: Value)?) -> [PageSegment] {
        guard let (value, id) = position else {
            return SortClass.all(key.direction).map { PageSegment(whole: $0, by: key) }
        }
        let last = SortClass(of: value)
        var tie = PageSegment(whole: last, by: key)
        tie.sort = ["_id": key.direction.number]
        tie.conditions.append(Self.identifiers(behind: id, key.direction))
        var segments = [tie]
        if last.hasOrder {
            segments[0].conditions.append([key.path.description: ["$eq": value]])
            var rest = PageSegment(whole: last, by: key)
            rest.conditions.append(Self.values(at: key.path, behind: value, key.direction))
            segments.append(rest)
        }
        return segments + last.following(key.direction).map { PageSegment(whole: $0, by: key) }
    }

    /// Records whose `_id` comes behind another.
    static func identifiers(behind id: Value, _ direction: SortKey.Direction) -> Document {
        let sameType: Document = ["_id": [direction.comparison: id]]
        let types = SortClass(of: id).following(direction).flatMap(\.typeNames)
        return types.isEmpty ? sameType : ["$or": [.document(sameType), ["_id": ["$type": .array(types)]]]]
    }

    private init(whole sortClass: SortClass, by key: SortKey) {
        let path = key.path.description
        // The field itself and every field on the way to it.
        let prefixes = (1...key.path.components.count).map { key.path.components.prefix($0).joined(separator: ".") }
        let lists = prefixes.map { Value.document([$0: ["$type": "array"]]) }
        sort = [path: key.direction.number, "_id": key.direction.number]
        switch sortClass {
        case .list:
            conditions = [["$or": .array(lists + [[path: ["$type": "object"]]])]]
            isOfLists = true
        case .null: conditions = [[path: ["$eq": nil]], ["$nor": .array(lists)]]
        default: conditions = [[path: ["$type": .array(sortClass.typeNames)]], ["$nor": .array(lists)]]
        }
        if !sortClass.hasOrder { sort = ["_id": key.direction.number] }
    }

    /// Values of one class behind another. NaN, which the server's comparisons leave out, is the smallest number.
    private static func values(at path: FieldPath, behind value: Value, _ direction: SortKey.Direction) -> Document {
        let path = path.description
        let isNaN = value.numberValue?.isNaN ?? false
        switch direction {
        case .ascending where isNaN: return [path: ["$gte": .double(-.infinity)]]
        case .descending where isNaN: return ["_id": ["$in": []]]
        case .descending where SortClass(of: value) == .number:
            return ["$or": [[path: ["$lt": value]], [path: .double(.nan)]]]
        default: return [path: [direction.comparison: value]]
        }
    }
}
