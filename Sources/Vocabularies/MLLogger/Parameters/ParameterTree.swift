import RegistryCore
import TrainingLog

/// Parameters as names within names, and as the flat list that a run's record has.
///
/// Groups are documents. In the flat list `optimizer: {lr: 0.1}` is `optimizer.lr: 0.1`, so that conditions, columns and charts
/// find every parameter by its name. A group without anything in it stays as it is.
enum ParameterTree {
    /// Groups as deep as a field's path may be.
    static let deepest = 32

    /// Parameters with every dotted name as groups.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for an empty name, also between dots, for one with a control character, for more
    ///   than 1,024 bytes of a name with those of its groups, and for groups that are too deep.
    static func expanded(_ values: [String: Value]) throws(RegistryError) -> Document {
        var tree = Document()
        // In order, so that of `a` and `a.b` the second always wins.
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            try set(try path(name)[...], value, in: &tree, depth: 0)
        }
        // Each of the names may be short enough, and the name that the registry has them by too long.
        for name in flat(tree).keys.sorted() { try ParameterName.check(name) }
        return tree
    }

    /// Parameters that somebody has stored, with dotted names as groups: what is no name, such as one that ends with a dot, is no group, and
    /// stays what it is.
    static func expandedAsFarAsPossible(_ values: [String: Value]) -> Document {
        if let tree = try? expanded(values) { return tree }
        var good: [String: Value] = [:]
        for (name, value) in values where (try? expanded([name: value])) != nil { good[name] = value }
        var tree = (try? expanded(good)) ?? [:]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where good[name] == nil { tree[name] = value }
        return tree
    }

    /// The names of a dotted name.
    static func path(_ name: String) throws(RegistryError) -> [String] {
        try ParameterName.check(name)
        let names = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.count <= deepest, names.allSatisfy({ !$0.isEmpty }) else {
            throw RegistryError(
                .invalidArgument,
                "A parameter's name is not empty, nor is it between dots, of which there are fewer than \(deepest); "
                    + "\(GivenName.shown(name)) is none.")
        }
        return names
    }

    /// Two trees as one: groups of the same name are merged, of anything else the new one stays.
    static func merged(_ old: Document, with new: Document) -> Document {
        var result = old
        for (name, value) in new {
            if case .document(let group) = value, case .document(let oldGroup)? = result[name] {
                result[name] = .document(merged(oldGroup, with: group))
            } else {
                result[name] = value
            }
        }
        return result
    }

    /// The flat list of a tree.
    static func flat(_ tree: Document) -> [String: Value] {
        var list: [String: Value] = [:]
        for (name, value) in tree {
            guard case .document(let group) = value, !group.isEmpty else {
                list[name] = value
                continue
            }
            for (inner, value) in flat(group) { list["\(name).\(inner)"] = value }
        }
        return list
    }

    private static func set(
        _ path: ArraySlice<String>, _ value: Value, in tree: inout Document, depth: Int
    ) throws(RegistryError) {
        guard let name = path.first else { return }
        guard depth < deepest else {
            throw RegistryError(.invalidArgument, "Groups of parameters are at most \(deepest) deep.")
        }
        let rest = path.dropFirst()
        var group = tree[name]?.documentValue ?? [:]
        if !rest.isEmpty {
            try set(rest, value, in: &group, depth: depth + 1)
        } else if case .document(let inner) = value {
            // Names within may be dotted as well.
            for (key, value) in inner { try set(try self.path(key)[...], value, in: &group, depth: depth + 1) }
        } else {
            tree[name] = value
            return
        }
        tree[name] = .document(group)
    }
}
