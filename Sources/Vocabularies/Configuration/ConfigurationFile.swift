import FileFaults
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
    /// - Throws: ``RegistryError`` with `notFound` when it is not there, `accessDenied` when it may not be read, `unavailable` when it cannot
    ///   be, `invalidArgument` for what is no regular file, as a named pipe, and as ``read(_:)``; `timedOut` for a pipe that was given open
    ///   and did not end.
    static func read(path: String) throws(RegistryError) -> ConfigurationNode {
        let file: GivenFile
        do {
            file = try GivenFile(path, mostBytes: mostBytes)
        } catch {
            throw RegistryError(error, of: "The file of settings \(path)")
        }
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
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
        let mark = try AliasMark(for: text)
        let parser: Parser
        let node: Node?
        do {
            // Names are compared as the texts that they are, whatever numbers they could be.
            parser = try Parser(yaml: mark.marked(text), resolver: .basic, encoding: .utf8)
            node = try parser.singleRoot()
        } catch {
            throw fault(of: error, in: text, mark)
        }
        guard let node else { return ConfigurationNode(content: .mapping([]), line: 1) }
        defer { withExtendedLifetime(parser) {} }
        var conversion = NodeConversion(mark: mark)
        return try conversion.converted(node)
    }

    /// An error of Yams in a sentence. What Yams shows of the text around it stays away: passwords may stand there.
    private static func fault(of error: any Error, in text: String, _ mark: AliasMark) -> RegistryError {
        switch error as? YamlError {
        // Nobody sees which character it is.
        case .scanner(_, let problem, let place, _) where problem.contains("cannot start") && isTab(place, in: text):
            ConfigurationNode.fault(
                "this is no YAML: a tab stands where a name or a value begins. Indent with spaces.", line: place.line)
        case .scanner(_, let problem, let place, _), .parser(_, let problem, let place, _),
            .composer(_, let problem, let place, _):
            ConfigurationNode.fault("this is no YAML: \(problem).", line: place.line)
        case .duplicatedKeysInMapping(let names, let context):
            ConfigurationNode.fault(
                "\(list(names.map(mark.restored))) is there more than once.", line: context.mark.line)
        case .reader(let problem, let offset?, _, let text):
            ConfigurationNode.fault(
                "this is no YAML: \(problem).", line: 1 + text.prefix(offset).count(where: \.isNewline))
        case .reader(let problem, nil, _, _):
            RegistryError(.invalidArgument, "This is no YAML: \(problem).")
        default:
            RegistryError(.invalidArgument, "This is no YAML.")
        }
    }

    private static func isTab(_ place: Mark, in text: String) -> Bool {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.indices.contains(place.line - 1), place.column > 0 else { return false }
        return lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1).first == "\t"
    }

    /// Names for a message.
    static func list(_ names: [String]) -> String {
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

    static func tooDeep(line: Int) -> RegistryError {
        ConfigurationNode.fault("values lie in others at most \(mostLevels) deep.", line: line)
    }
}
