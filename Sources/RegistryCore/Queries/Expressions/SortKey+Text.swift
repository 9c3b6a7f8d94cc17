extension SortKey {
    /// Reads an order in words, such as `-MSE,ModelName`: fields separated by commas, a minus in front for the largest first.
    ///
    /// - Parameters:
    ///   - text: The order; empty for none.
    ///   - collection: What is put in order. Runs have the fields that expressions name: `-metrics.loss`, `params.lr`,
    ///     `started`; and what was captured under `environment`, by its place. Other records have any field.
    /// - Throws: ``RegistryError`` with `invalidArgument` for what is no field, or cannot be put in order.
    package static func list(_ text: String, in collection: CollectionName) throws(RegistryError) -> [SortKey] {
        var keys: [SortKey] = []
        for part in text.split(separator: ",") {
            let isDescending = part.hasPrefix("-")
            let name = String(isDescending ? part.dropFirst() : part)
            let paths = collection == .runs ? try runPaths(name) : [try FieldPath(name)]
            guard let path = paths.first else { continue }
            keys.append(
                SortKey(path, isDescending ? .descending : .ascending, otherwise: Array(paths.dropFirst())))
        }
        return keys
    }

    /// Where a run's record may have the field of this name.
    private static func runPaths(_ name: String) throws(RegistryError) -> [FieldPath] {
        let path = try FieldPath(name)
        if path.components.first == "environment" { return [path] }
        let names = name.split(separator: ".", omittingEmptySubsequences: false)
        let field: ExpressionField
        do {
            field = try ExpressionFields.runField(names.map { .plain(String($0)) }, column: 1)
        } catch {
            throw RegistryError(
                .invalidArgument,
                "Runs cannot be sorted by \(String(name.unicodeScalars.prefix(80)).debugDescription): sort by params.…, "
                    + "metrics.…, tags.…, environment.…, or one of \(ExpressionFields.attributes).")
        }
        // It stands in no record, so that no store has an order by it.
        guard field.content != .duration else {
            throw RegistryError(.invalidArgument, "Runs cannot be sorted by duration; sort by started or ended.")
        }
        return field.paths
    }
}
