/// Where a page ended: the sort values of its last record. Opaque text to everybody but the stores.
///
/// Pages asked for one after another show every record that was there all the time exactly once, whatever is
/// inserted or deleted meanwhile, because a cursor names a place in the order and not a number of records.
public struct PageCursor: Hashable, Sendable, CustomStringConvertible {
    /// The values of the last record under each key of the question's total sort; lists and documents as an empty list.
    package let position: [Value]

    /// Which question it belongs to.
    package let question: UInt64

    /// The longest text form: room for the sort values of the largest record.
    private static let longestText = 2 * RecordPreparation.largestRecordInBytes

    /// A cursor behind `record`.
    package init(behind record: Document, of query: Query, in collection: CollectionName) {
        position = query.totalSort.map { record.sortValue(by: $0) }
        question = Self.digest(of: query, in: collection)
    }

    init(position: [Value], question: UInt64) {
        self.position = position
        self.question = question
    }

    /// Reads the text form.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for anything that no page ever gave.
    public init(_ text: String) throws(RegistryError) {
        let malformed = RegistryError(
            .invalidArgument, "The page cursor is damaged. Ask for the first page, without a cursor.")
        guard text.utf8.count <= Self.longestText, let bytes = Base64.decode(text),
            let document = try? Document(bson: bytes),
            let question = document["q"]?.intValue, let position = document["p"]?.arrayValue, !position.isEmpty,
            position.count <= Query.mostSortKeys + 1
        else { throw malformed }
        self.question = UInt64(bitPattern: question)
        self.position = position
    }

    /// The text form: letters, digits, `-` and `_`.
    public var description: String {
        let document: Document = ["q": .int(Int64(bitPattern: question)), "p": .array(position)]
        // Two fixed keys and no nested documents: nothing in it that BSON cannot say.
        return Base64.encodeForURL((try? document.bson()) ?? [])
    }

    /// A number that differs for questions that differ in collection, filter or sort. It guards against mistakes, not
    /// against an attacker: a forged cursor only reads from another place.
    package static func digest(of query: Query, in collection: CollectionName) -> UInt64 {
        let sort = query.sort.map { key in
            "\(key.paths.map(\.description).joined(separator: "|")) \(key.direction)"
        }.joined(separator: ",")
        let text = "\(collection)\n\(sort)\n\(Document(filter: query.filter).json())"
        var hash = FNV1a()
        hash.combine(text.utf8)
        return hash.digest
    }
}
