import RegistryCore

extension Query {
    /// Reads `filter` (an expression), `sort`, `limit` (1 to 1,000) and `cursor` of an address.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(fields: FormFields, in collection: CollectionName) throws(RegistryError) {
        try self.init(
            filter: try fields["filter"].map { text throws(RegistryError) in
                try Filter(expression: text, in: collection)
            },
            sort: fields["sort"], limit: try fields.number("limit", in: 1...RecordAnswer.mostRecords),
            cursor: fields["cursor"], in: collection)
    }

    /// Reads a search's body: `filter` (MongoDB's JSON) or `expression`, `sort`, `limit` (1 to 1,000) and `cursor`.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(body: Document, in collection: CollectionName) throws(RegistryError) {
        let known: Set<String> = ["filter", "expression", "sort", "limit", "cursor"]
        if let unknown = body.keys.first(where: { !known.contains($0) }) {
            throw RegistryError(
                .invalidArgument,
                "A search has no field \(unknown.debugDescription.prefix(80)); it has \(known.sorted().joined(separator: ", "))."
            )
        }
        let filter: Filter?
        switch (body["filter"], body["expression"]) {
        case (nil, nil): filter = nil
        case (.document(let query)?, nil): filter = try Filter(document: query)
        case (nil, .string(let text)?): filter = try Filter(expression: text, in: collection)
        default:
            throw RegistryError(
                .invalidArgument,
                "A search has either filter, an object such as {\"MSE\": {\"$lt\": 0.05}}, or expression, text such as "
                    + "\"MSE < 0.05\".")
        }
        try self.init(
            filter: filter, sort: try Self.text(body["sort"], of: "sort"), limit: try Self.limit(body["limit"]),
            cursor: try Self.text(body["cursor"], of: "cursor"), in: collection)
    }

    private init(
        filter: Filter?, sort: String?, limit: Int?, cursor: String?, in collection: CollectionName
    ) throws(RegistryError) {
        self.init(
            filter ?? .everything, sort: try SortKey.list(sort ?? "", in: collection), limit: limit ?? 50,
            cursor: try cursor.map { text throws(RegistryError) in try PageCursor(text) })
    }

    private static func text(_ value: Value?, of field: String) throws(RegistryError) -> String? {
        switch value {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw RegistryError(.invalidArgument, "The field \(field) of a search is text.")
        }
    }

    private static func limit(_ value: Value?) throws(RegistryError) -> Int? {
        switch value {
        case nil, .null: return nil
        case .int(let number) where (1...Int64(RecordAnswer.mostRecords)).contains(number): return Int(number)
        default:
            throw RegistryError(
                .invalidArgument, "The field limit of a search is a number from 1 to \(RecordAnswer.mostRecords).")
        }
    }
}

extension FormFields {
    /// A field that is a whole number.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when it is none or out of range.
    func number(_ name: String, in range: ClosedRange<Int>) throws(RegistryError) -> Int? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw RegistryError(
                .invalidArgument, "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
