import RegistryCore
import Yams

/// Makes values of what Yams read of a text. Aliases are followed here, and each counts as much as what it repeats. What `<<` names is
/// merged as YAML 1.1 has it (https://yaml.org/type/merge.html).
struct NodeConversion {
    private let mark: AliasMark
    private var budget = ConfigurationFile.mostValues
    /// What aliases may stand for so far. A name may be given again: then it is the later value from there on.
    private var anchored: [String: ConfigurationNode] = [:]

    init(mark: AliasMark) { self.mark = mark }

    /// The value of a node, whose parser has to live: it holds the names of what aliases stand for.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, with the line.
    mutating func converted(_ node: Node, level: Int = 0) throws(RegistryError) -> ConfigurationNode {
        let line = node.mark?.line ?? 1
        if case .scalar(let scalar) = node, let name = mark.name(ofAlias: scalar) {
            guard scalar.anchor == nil, scalar.tag == .implicit, let value = anchored[name] else {
                throw ConfigurationNode.fault(
                    "the alias \(ConfigurationFile.list(["*" + mark.restored(name)])) stands for nothing that was named before.",
                    line: line)
            }
            try count(value, level: level, line: line)
            return value
        }
        try countOne(level: level, line: line)
        let converted = ConfigurationNode(content: try content(of: node, level: level, line: line), line: line)
        // Only now: nothing is a part of itself.
        if let name = node.anchor?.rawValue { anchored[name] = converted }
        return converted
    }

    /// A value of a mapping, with its name.
    private typealias Entry = (name: String, line: Int, value: ConfigurationNode)

    private mutating func content(
        of node: Node, level: Int, line: Int
    ) throws(RegistryError) -> ConfigurationNode.Content {
        switch node {
        case .scalar(let scalar): return .value(value(of: scalar))
        case .sequence(let sequence):
            var items: [ConfigurationNode] = []
            for item in sequence { items.append(try converted(item, level: level + 1)) }
            return .list(items)
        case .mapping(let mapping):
            var entries: [Entry] = []
            var merged: (entries: [Entry], place: Int) = ([], 0)
            var names: Set<String> = []
            for (key, item) in mapping {
                let keyLine = key.mark?.line ?? line
                guard case .scalar(let scalar) = key, mark.name(ofAlias: scalar) == nil else {
                    throw ConfigurationNode.fault(
                        "names before values are texts, and stand there themselves.", line: keyLine)
                }
                let name = mark.restored(scalar.string)
                guard names.insert(name).inserted else {
                    throw ConfigurationNode.fault(
                        "\(ConfigurationFile.list([name])) is there more than once.", line: keyLine)
                }
                if let anchor = scalar.anchor?.rawValue {
                    anchored[anchor] = ConfigurationNode(content: .value(value(of: scalar)), line: keyLine)
                }
                // Quotes make it a name as any other.
                if name == "<<", scalar.style == .plain {
                    merged = (try mergedEntries(item, level: level + 1, keyLine: keyLine), entries.count)
                } else {
                    entries.append((name, keyLine, try converted(item, level: level + 1)))
                }
            }
            // Only now all names are known that stand here themselves.
            entries.insert(contentsOf: merged.entries.filter { !names.contains($0.name) }, at: merged.place)
            return .mapping(entries)
        case .alias:
            throw ConfigurationNode.fault("an alias stands for nothing that was named before.", line: line)
        }
    }

    /// What a mapping gets from others: those of the first one that has a name.
    private mutating func mergedEntries(_ node: Node, level: Int, keyLine: Int) throws(RegistryError) -> [Entry] {
        let line = node.mark?.line ?? keyLine
        let parts: [(value: ConfigurationNode, line: Int)]
        let value = try converted(node, level: level)
        switch value.content {
        case .value: throw Self.noMapping(line: line)
        case .mapping(let entries): return entries
        case .list(let items):
            // An alias is where it stands, and not where its value does.
            let lines = node.sequence?.map { $0.mark?.line ?? line } ?? []
            parts = items.enumerated().map { ($1, $0 < lines.count ? lines[$0] : line) }
        }
        var entries: [Entry] = []
        var names: Set<String> = []
        for part in parts {
            guard case .mapping(let others) = part.value.content else { throw Self.noMapping(line: part.line) }
            entries += others.filter { names.insert($0.name).inserted }
        }
        return entries
    }

    private static func noMapping(line: Int) -> RegistryError {
        ConfigurationNode.fault(
            "<< merges a mapping, or a list of mappings, as *NAME: write \"<<\" in quotes for a name.", line: line)
    }

    /// What is quoted, or given a type by a tag, is text: no file makes values of types that it names.
    private func value(of scalar: Node.Scalar) -> Value {
        let text = mark.restored(scalar.string)
        return scalar.style == .plain && scalar.tag == .implicit ? PlainScalar.value(of: text) : .string(text)
    }

    /// Counts a value and all that is in it, where an alias repeats it.
    private mutating func count(_ value: ConfigurationNode, level: Int, line: Int) throws(RegistryError) {
        try countOne(level: level, line: line)
        switch value.content {
        case .value: break
        case .list(let items): for item in items { try count(item, level: level + 1, line: line) }
        case .mapping(let entries): for entry in entries { try count(entry.value, level: level + 1, line: line) }
        }
    }

    private mutating func countOne(level: Int, line: Int) throws(RegistryError) {
        guard level <= ConfigurationFile.mostLevels else { throw ConfigurationFile.tooDeep(line: line) }
        budget -= 1
        guard budget > 0 else {
            throw ConfigurationNode.fault(
                "this file stands for more than \(ConfigurationFile.mostValues) values, those that aliases repeat counted as often. "
                    + "Write less.", line: line)
        }
    }
}
