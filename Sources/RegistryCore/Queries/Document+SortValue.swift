extension Document {
    /// The value by which this record is put in order under a key.
    package func sortValue(by key: SortKey) -> Value {
        for path in key.paths {
            let value = sortValue(at: path)
            if !value.isNull { return value }
        }
        return .null
    }

    /// The value by which this record is put in order: missing is null, and a list or document, at the path or a list
    /// on the way to it, is an empty list, which stands for the class of them all. See ``SortKey``.
    package func sortValue(at path: FieldPath) -> Value {
        var value = Value.document(self)
        for component in path.components {
            switch value {
            case .document(let document): value = document[component] ?? .null
            case .array: return .array([])
            default: return .null
            }
        }
        switch value {
        case .array, .document: return .array([])
        default: return value
        }
    }
}
