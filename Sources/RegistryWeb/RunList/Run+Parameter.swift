import RegistryCore

extension Run {
    /// A parameter by its name: one that is called so, or else one that stands in documents, `lr` in `opt` for `opt.lr`.
    func parameter(_ name: String) -> Value? {
        if let value = parameters[name] { return value }
        for path in FieldPath.parameter(name).dropFirst() {
            let names = path.components.dropFirst()
            guard let first = names.first, var value = parameters[FieldName.unescaped(first)] else { continue }
            var rest = names.dropFirst()
            while let next = rest.first, let inner = value.documentValue?[next] {
                value = inner
                rest = rest.dropFirst()
            }
            if rest.isEmpty { return value }
        }
        return nil
    }

    /// The parameters with those that stand in documents, each under its dotted name, in place of the documents.
    var flatParameters: [(name: String, value: Value)] {
        var flat: [(name: String, value: Value)] = []
        for (name, value) in parameters { Self.add(value, as: name, depth: 0, to: &flat) }
        return flat
    }

    /// So deep, and up to so many: what lies beyond is told as the document it is in.
    private static let deepest = 6
    private static let mostNames = 5_000

    private static func add(
        _ value: Value, as name: String, depth: Int, to flat: inout [(name: String, value: Value)]
    ) {
        guard let document = value.documentValue, !document.isEmpty, depth < deepest,
            flat.count + document.count <= mostNames
        else {
            flat.append((name, value))
            return
        }
        for (key, inner) in document { add(inner, as: "\(name).\(key)", depth: depth + 1, to: &flat) }
    }
}
