import Foundation
import RegistryCore
import Yams

/// Reads files of settings in YAML, which may come from anywhere.
///
/// Files are small: 256 KiB, 10,000 values with those that aliases repeat, values in others 64 deep. A file that is more is refused
/// before it costs more.
enum ConfigurationFile {
    static let mostBytes = 256 << 10
    static let mostValues = 10_000
    static let mostLevels = 64

    /// The file at a path, read.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when it is not there or cannot be read, and as ``read(_:)``.
    static func read(path: String) throws(RegistryError) -> ConfigurationNode {
        let data: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            // No more than shows that there is too much.
            data = try file.read(upToCount: mostBytes + 1) ?? Data()
        } catch {
            throw RegistryError(.notFound, "There is no file \(path) that can be read.", underlying: error)
        }
        guard data.count <= mostBytes else { throw tooLarge }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw RegistryError(.invalidArgument, "\(path) is no text: it is not UTF-8.")
        }
        return try read(text)
    }

    /// The value of a text; an empty text is an empty mapping.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, with the line.
    static func read(_ text: String) throws(RegistryError) -> ConfigurationNode {
        guard text.utf8.count <= mostBytes else { throw tooLarge }
        try checkDepth(text)
        try AliasedNames.refuse(in: text)
        let node: Node?
        do {
            node = try compose(yaml: text)
        } catch {
            throw fault(of: error)
        }
        guard let node else { return ConfigurationNode(content: .mapping([]), line: 1) }
        var budget = mostValues
        return try converted(node, level: 0, &budget)
    }

    /// An error of Yams in a sentence. What Yams shows of the text around it stays away: passwords may stand there.
    private static func fault(of error: any Error) -> RegistryError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationNode.fault("this is no YAML: \(problem).", line: mark.line)
        case .duplicatedKeysInMapping(let names, let context):
            ConfigurationNode.fault("\(list(names)) is there more than once.", line: context.mark.line)
        case .reader(let problem, _, _, _):
            RegistryError(.invalidArgument, "This is no YAML: \(problem).")
        default:
            RegistryError(.invalidArgument, "This is no YAML.")
        }
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(3).map { String($0.debugDescription.prefix(80)) }.joined(separator: ", ")
    }

    private static var tooLarge: RegistryError {
        RegistryError(.invalidArgument, "Files of settings have at most \(mostBytes) bytes.")
    }

    /// Refuses text that nests too deeply, before a reader that calls itself sees it. Brackets and dashes within texts count as well.
    private static func checkDepth(_ text: String) throws(RegistryError) {
        var brackets = 0
        for (number, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let start = line.prefix {
                $0 == 32 || $0 == 9 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: ":")
            }
            for byte in line {
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { brackets = max(0, brackets - 1) }
                guard brackets <= mostLevels else { throw tooDeep(line: number + 1) }
            }
            guard start.count <= 4 * mostLevels, start.count(where: { $0 != 32 && $0 != 9 }) <= mostLevels else {
                throw tooDeep(line: number + 1)
            }
        }
    }

    private static func tooDeep(line: Int) -> RegistryError {
        ConfigurationNode.fault("values lie in others at most \(mostLevels) deep.", line: line)
    }

    private static func converted(
        _ node: Node, level: Int, _ budget: inout Int
    ) throws(RegistryError) -> ConfigurationNode {
        let line = node.mark?.line ?? 1
        guard level <= mostLevels else { throw tooDeep(line: line) }
        budget -= 1
        guard budget > 0 else {
            throw ConfigurationNode.fault(
                "this file stands for more than \(mostValues) values, those that aliases repeat counted as often. Write less.",
                line: line)
        }
        switch node {
        case .scalar(let scalar): return ConfigurationNode(content: .value(value(of: scalar)), line: line)
        case .sequence(let sequence):
            var items: [ConfigurationNode] = []
            for item in sequence { items.append(try converted(item, level: level + 1, &budget)) }
            return ConfigurationNode(content: .list(items), line: line)
        case .mapping(let mapping):
            var entries: [(name: String, line: Int, value: ConfigurationNode)] = []
            var names: Set<String> = []
            for (key, item) in mapping {
                let keyLine = key.mark?.line ?? line
                guard case .scalar(let name) = key else {
                    throw ConfigurationNode.fault("names before values are texts.", line: keyLine)
                }
                // Yams takes `1` and `"1"` for two names.
                guard names.insert(name.string).inserted else {
                    throw ConfigurationNode.fault("\(list([name.string])) is there more than once.", line: keyLine)
                }
                entries.append((name.string, keyLine, try converted(item, level: level + 1, &budget)))
            }
            return ConfigurationNode(content: .mapping(entries), line: line)
        case .alias:
            throw ConfigurationNode.fault("an alias stands for nothing that was named before.", line: line)
        }
    }

    /// What is quoted, or given a type by a tag, is text: no file makes values of types that it names.
    private static func value(of scalar: Node.Scalar) -> Value {
        guard scalar.style == .any || scalar.style == .plain, scalar.tag == .implicit else {
            return .string(scalar.string)
        }
        return PlainScalar.value(of: scalar.string)
    }
}
