extension FieldPath {
    /// The most places where a parameter is looked for.
    private static let mostPlaces = 8

    /// Where the record of a run may have a parameter: under its whole name, or in a document for what stands in front of
    /// one of its dots, and so on within it. The whole name comes first; a name without a dot has one place.
    package static func parameter(_ name: String) -> [FieldPath] {
        let whole = FieldPath(components: ["parameters", FieldName.escaped(name)])
        let names = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.count > 1, !names.contains("") else { return [whole] }
        let nested = (1..<names.count).reversed().suffix(mostPlaces - 1).map { count in
            FieldPath(
                components: ["parameters", FieldName.escaped(names.prefix(count).joined(separator: "."))]
                    + names.dropFirst(count))
        }
        // Documents within a parameter have no names that are escaped.
        return [whole] + nested.filter { (try? FieldPath($0.description)) != nil }
    }
}
