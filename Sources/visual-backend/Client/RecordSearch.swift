import RegistryCore
import RegistryWeb

/// What a command looks for.
struct RecordSearch {
    let collection: CollectionName
    /// The condition; `nil` for all.
    let expression: String?
    /// Fields with commas between them, a minus in front of one for its largest first.
    let sort: String
    /// At most so many.
    let limit: Int

    /// Some records of the same collection, whatever they are.
    var sample: RecordSearch {
        RecordSearch(collection: collection, expression: nil, sort: sort, limit: EmptyAnswer.sampleSize)
    }

    /// The condition and the order, read.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a condition or an order that is none.
    func query() throws(RegistryError) -> Query {
        let filter = try expression.map { text throws(RegistryError) in try Filter(expression: text, in: collection) }
        return Query(filter ?? .everything, sort: try SortKey.list(sort, in: collection))
    }
}
