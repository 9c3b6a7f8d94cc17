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
    /// Whether its name stands before each of several values.
    let takesOneEach: Bool
    let help: String?
    let choices: [String]
    private let names: Set<String>
    private let isOptional: Bool
    private let defaultText: String?

    /// - Returns: `nil` when it is no description of an argument, or of one that nothing can give.
    init?(_ document: Document) {
        guard let kind = document["kind"]?.stringValue else { return nil }
        isPositional = kind == "positional"
        isFlag = kind == "flag"
        isRepeating = document["isRepeating"]?.boolValue ?? false
        let strategy = document["parsingStrategy"]?.stringValue
        takesOneEach =
            !isPositional && ["default", "scanningForValue", "unconditional"].contains(strategy ?? "default")
        isOptional = document["isOptional"]?.boolValue ?? true
        help = document["abstract"]?.stringValue ?? document["discussion"]?.stringValue
        choices = document["allValues"]?.arrayValue?.compactMap(\.stringValue) ?? []
        defaultText = document["defaultValue"]?.stringValue
        var (long, letters): ([String], [String]) = ([], [])
        for case .document(let name) in document["names"]?.arrayValue ?? [] {
            guard let text = name["name"]?.stringValue else { continue }
            if name["kind"]?.stringValue == "short" { letters.append(text) } else { long.append(text) }
        }
        names = Set(long + letters)
        guard isPositional || !names.isEmpty else { return nil }
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

    /// Whether it turns off what the flag in front of it turns on: `--no-color`, `--no_color`, `--noColor` or `--disable-color`.
    ///
    /// Two flags that are only called so are no pair: one that has such a name beside it tells its default by a name, or has none.
    ///
    /// - Parameter property: What the flag in front of it sets.
    func turnsOff(_ before: ArgumentInfo, of property: CommandProperty?) -> Bool {
        guard isFlag, before.isFlag, defaultText == nil else { return false }
        let usual = before.defaultText ?? ""
        guard usual.hasPrefix("-") || (usual.isEmpty && (!before.isOptional || property?.mayBeUnset == true)) else {
            return false
        }
        let (off, on) = (Self.letters(of: name), Self.letters(of: before.name))
        return off == "no" + on || (on.hasPrefix("enable") && off == "disable" + on.dropFirst("enable".count))
    }

    /// Whether a flag that has a name to turn it off is off when neither is given.
    var isUsuallyOff: Bool { defaultText != nil && defaultValue(as: "flag") == false }

    /// A name without what its style divides words by.
    private static func letters(of name: String) -> String { name.lowercased().filter { $0 != "-" && $0 != "_" } }

    /// The default as a value of a type.
    func defaultValue(as type: String?) -> Value? {
        guard let defaultText, !defaultText.isEmpty else { return isFlag ? false : nil }
        switch type {
        case "int": return Int64(defaultText).map { .int($0) } ?? .string(defaultText)
        case "float": return Double(defaultText).map { .double($0) } ?? .string(defaultText)
        // A flag with a name that turns it off has one of the names as its default, be it of one letter.
        case "flag": return .bool(defaultText == "true" || names.contains(String(defaultText.drop { $0 == "-" })))
        default: return .string(defaultText)
        }
    }
}
