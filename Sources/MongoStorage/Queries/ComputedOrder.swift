import RegistryCore

/// A page in any order, by a pipeline that computes for every record what it is sorted by.
///
/// Every record that matches is looked at; the server keeps no more of them than the page needs. For the order of one
/// indexed field there is ``PageSegment``.
struct ComputedOrder {
    let query: Query

    /// The stages behind the question's own filter. Each result is a record as it is stored.
    func stages(limit: Int) -> [Value] {
        let sort = query.totalSort
        var fields: Document = ["_id": 0, "record": "$$ROOT"]
        for (index, key) in sort.enumerated() { fields["key\(index)"] = FieldExpression.sortKey(at: key.paths) }
        var stages: [Value] = [["$project": .document(fields)]]
        if let cursor = query.cursor { stages.append(["$match": .document(behind(cursor, sort))]) }
        let order = Document(sort.enumerated().map { ("key\($0.offset)", $0.element.direction.number) })
        return stages + [
            ["$sort": .document(order)], ["$limit": .int(Int64(limit))], ["$replaceRoot": ["newRoot": "$record"]],
        ]
    }

    /// Equal by the first keys, behind by the next one.
    private func behind(_ cursor: PageCursor, _ sort: [SortKey]) -> Document {
        var alternatives: [Value] = []
        var equal: Document = [:]
        for (index, (key, value)) in zip(sort, cursor.position).enumerated() {
            let place = FieldExpression.sortKey(of: value)
            alternatives.append(
                .document(equal.updated(with: ["key\(index)": [key.direction.comparison: place]])))
            equal["key\(index)"] = ["$eq": place]
        }
        return ["$or": .array(alternatives)]
    }
}
