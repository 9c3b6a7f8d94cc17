import Foundation
import RegistryCore

/// One argument of a command, as swift-argument-parser describes it.
struct ArgumentInfo {
    /// The long name without dashes, or else the short one; of a positional one the name of its value.
    let name: String
    /// The name of one letter; `nil` when there is none, or no other.
    let short: String?
    let isPositional: Bool
    let isFlag: Bool
    let isRepeating: Bool
    let help: String?
    let choices: [String]
    private let names: Set<String>
    private let defaultText: String?

    /// - Returns: `nil` when it is no description of an argument.
    init?(_ document: Document) {
        guard let kind = document["kind"]?.stringValue else { return nil }
        isPositional = kind == "positional"
        isFlag = kind == "flag"
        isRepeating = document["isRepeating"]?.boolValue ?? false
        help = document["abstract"]?.stringValue ?? document["discussion"]?.stringValue
        choices = document["allValues"]?.arrayValue?.compactMap(\.stringValue) ?? []
        defaultText = document["defaultValue"]?.stringValue
        var (long, letters): ([String], [String]) = ([], [])
        for case .document(let name) in document["names"]?.arrayValue ?? [] {
            guard let text = name["name"]?.stringValue else { continue }
            if name["kind"]?.stringValue == "short" { letters.append(text) } else { long.append(text) }
        }
        names = Set(long + letters)
        guard let name = long.first ?? letters.first ?? document["valueName"]?.stringValue else { return nil }
        self.name = name
        short = long.isEmpty ? nil : letters.first
    }

    /// `--help` and `--version`, which are no properties.
    var isOfTheParser: Bool { isFlag && (name == "help" || name == "version") }

    /// Whether it is of the same kind as a property.
    func isLike(_ property: CommandProperty) -> Bool {
        isPositional == (property.kind == .argument) && isFlag == (property.kind == .flag)
    }

    /// Whether it has a property's name as options are spelled, or that of one of its cases.
    func isNamed(as property: CommandProperty) -> Bool {
        isPositional ? name == property.optionName : !names.isDisjoint(with: property.caseNames + [property.optionName])
    }

    /// The default as a value of a type.
    func defaultValue(as type: String?) -> Value? {
        guard let defaultText, !defaultText.isEmpty else { return isFlag ? false : nil }
        switch type {
        case "int": return Int64(defaultText).map { .int($0) } ?? .string(defaultText)
        case "float": return Double(defaultText).map { .double($0) } ?? .string(defaultText)
        case "flag": return .bool(defaultText == "true" || defaultText == "--\(name)")
        default: return .string(defaultText)
        }
    }
}
