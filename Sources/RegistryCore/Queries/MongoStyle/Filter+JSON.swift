extension Filter {
    /// The most conditions a filter read from outside may have: 1,000.
    public static let mostConditions = 1_000

    /// The deepest nesting of a filter read from outside: 32 levels.
    public static let deepestNesting = 32

    /// Reads a question in MongoDB's language, such as `{"ModelName": "auto", "MSE": {"$lt": 0.05}}`.
    ///
    /// Operators: `$eq $ne $gt $gte $lt $lte $in $nin $exists $regex $options $not $all $elemMatch $size $type` in fields,
    /// `$and $or $nor` around them. Nothing else is passed on, however deep it stands.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that names the operator and where it stands: for any other
    ///   operator, an operand of the wrong type, a pattern that is none, more than ``mostConditions`` conditions, and
    ///   nesting deeper than ``deepestNesting``.
    public init(document: Document) throws(RegistryError) {
        var reader = FilterReader()
        self = try reader.filter(document, at: .root)
    }

    /// Reads a question in MongoDB's language from JSON text. Dates, ObjectIDs and NaN are written as in MongoDB's
    /// Extended JSON.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, as ``init(document:)`` and for text that is not JSON.
    public init(json: String) throws(RegistryError) {
        try self.init(document: try Document(json: json))
    }
}
