package import RegistryCore

/// Which fields of records a table shows.
package enum RecordColumns {
    /// The most columns: what does not fit is in the record itself.
    private static let most = 12

    /// Fields that have a place of their own or say nothing in a table.
    private static let hidden: Set<String> = FieldName.reserved.union(["FileList", "Metadata", "ImageInfo"])

    /// The fields with one value each: the iteration first, then model and experiment, the others in the order in which
    /// they were written, at most 12.
    package static func names(of records: [Document], hiding: Set<String>) -> [String] {
        var names: [String] = []
        var seen = hidden.union(hiding)
        for record in records {
            for (name, value) in record where !seen.contains(name) {
                switch value {
                case .document, .array: continue
                default:
                    seen.insert(name)
                    names.append(name)
                }
            }
        }
        let ordered = names.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
        return Array(ordered.map(\.element).prefix(most))
    }

    private static func rank(_ name: String) -> Int {
        switch name {
        case _ where name.lowercased().contains("iteration"): 0
        case "ModelName", "ExperimentName": 1
        case "ArtifactID": 3
        default: 2
        }
    }
}
