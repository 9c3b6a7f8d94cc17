/// Why a question found nothing, as far as that is cheap to know: there is nothing at all, or a field's name is a slip.
package enum EmptyAnswer {
    /// So many records tell which fields there are.
    package static let sampleSize = 100

    /// How much of a name a sentence shows, in scalars.
    private static let longestShown = 80

    /// The fields of a run's record whose names people choose, and how conditions begin that ask for them.
    private static let groups = ["parameters": "params", "metrics": "metrics", "tags": "tags"]

    /// The sentence; `nil` when every field that was asked for is in a record, and the values are to blame.
    ///
    /// - Parameters:
    ///   - filter: The question.
    ///   - collection: Where it was put.
    ///   - sample: Some records of the collection, at most ``sampleSize``; empty when it has none.
    package static func sentence(
        for filter: Filter, in collection: CollectionName, sample: [Document]
    ) -> String? {
        let noun = collection == .runs ? "run" : collection == .artifacts ? "artifact" : "record"
        guard !sample.isEmpty else { return "The store holds no \(noun)s yet." }
        for path in paths(of: filter) {
            guard let missing = missing(path, collection, sample) else { continue }
            let looked = sample.count < sampleSize ? "No \(noun)" : "None of \(sample.count) \(noun)s looked at"
            let nearest = NearestName.of(missing.name, among: missing.known.sorted())
            let hint = nearest.map { "; did you mean \(shown(missing.start + $0))?" } ?? "."
            return "\(looked) has a field \(shown(missing.start + missing.name))\(hint)"
        }
        return nil
    }

    /// The name that no record has, and those that there are beside it; `nil` when one has it.
    private static func missing(
        _ path: FieldPath, _ collection: CollectionName, _ sample: [Document]
    ) -> (start: String, name: String, known: Set<String>)? {
        let names = path.components
        guard collection == .runs else {
            // Fields that the registry writes begin with an underscore, and are in every record that has them.
            guard let name = names.first, !name.hasPrefix("_"), !sample.contains(where: { $0[name] != nil }) else {
                return nil
            }
            return ("", name, Set(sample.flatMap { $0.map(\.key) }))
        }
        guard names.count > 1, let group = names.first, let start = groups[group] else { return nil }
        if group == "parameters" {
            // It may stand at another place than this one of several.
            let name = ([FieldName.unescaped(names[1])] + names.dropFirst(2)).joined(separator: ".")
            let places = FieldPath.parameter(name)
            if sample.contains(where: { run in places.contains { run[path: $0] != nil } }) { return nil }
        }
        let fields = sample.compactMap { $0[group]?.documentValue }
        guard !fields.contains(where: { $0[names[1]] != nil }) else { return nil }
        return (
            start + ".", FieldName.unescaped(names[1]), Set(fields.flatMap { $0.map { FieldName.unescaped($0.key) } })
        )
    }

    /// The fields that a question asks for, in its order.
    private static func paths(of filter: Filter) -> [FieldPath] {
        switch filter {
        case .everything, .anyField, .span: []
        case .and(let parts), .or(let parts): parts.flatMap(paths)
        case .not(let part): paths(of: part)
        case .field(let path, _): [path]
        }
    }

    private static func shown(_ name: String) -> String {
        // By scalars: one character, as people see it, may have any number of them.
        let scalars = name.unicodeScalars
        guard scalars.count > longestShown else { return name.debugDescription }
        return (String(scalars.prefix(longestShown - 1)) + "…").debugDescription
    }
}

extension RecordReader {
    /// Why nothing in a collection matches, as ``EmptyAnswer`` says it.
    package func emptyAnswer(for filter: Filter, in collection: CollectionName) async throws -> String? {
        let sample = try await find(in: collection, Query(.everything, limit: EmptyAnswer.sampleSize))
        return EmptyAnswer.sentence(for: filter, in: collection, sample: sample.elements)
    }
}
