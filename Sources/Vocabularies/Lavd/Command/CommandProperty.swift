import ArgumentParser
import RegistryCore

/// A property of a command that swift-argument-parser sets: what it is called, of which type it is, and its value.
///
/// The parser's wrappers are looked into rather than asked: one that was not parsed would end the process when it is asked.
struct CommandProperty {
    /// What sets it.
    enum Kind {
        case argument, option, flag
    }

    let kind: Kind
    /// Where it stands, with the groups around it; no two have the same.
    let path: String
    /// Its name as options are spelled: `learningRate` is `learning-rate`.
    let optionName: String
    /// `int`, `float`, `string` or `flag`.
    let type: String
    /// Whether it is a flag that is neither on nor off when nothing was given.
    let mayBeUnset: Bool
    /// The names of the flags that it is one of, as options are spelled; empty for all but enumerations.
    let caseNames: [String]
    /// Its value; `nil` when it was not parsed.
    let value: Value?

    /// Groups in groups are looked into so deep.
    private static let deepest = 16

    /// Those of a command, in order, with those of its groups of options.
    static func all(of command: some ParsableArguments) -> [CommandProperty] { all(in: command, path: "", depth: 0) }

    private static func all(in arguments: Any, path: String, depth: Int) -> [CommandProperty] {
        guard depth < deepest else { return [] }
        return Mirror(reflecting: arguments).children.flatMap { child -> [CommandProperty] in
            guard let label = child.label, label.hasPrefix("_") else { return [] }
            let name = String(label.dropFirst())
            let inner = path + "/" + name
            if child.value is any GroupWrapper {
                return parsed(child.value).map { all(in: $0, path: inner, depth: depth + 1) } ?? []
            }
            guard let wrapper = child.value as? any ValueWrapper else { return [] }
            return [CommandProperty(wrapper, name: name, path: inner)]
        }
    }

    private init(_ wrapper: any ValueWrapper, name: String, path: String) {
        let form = Swift.type(of: wrapper)
        kind = form.kind
        self.path = path
        optionName = Self.spelled(name)
        let valueType = form.valueType
        type = kind == .flag ? "flag" : Self.typeName(valueType)
        mayBeUnset = valueType == Bool?.self
        caseNames = ((valueType as? any EnumerableFlag.Type).map { Self.cases(of: $0) } ?? []).map(Self.spelled)
        let isCase = !caseNames.isEmpty
        value = Self.parsed(wrapper).map { content in
            let value = Self.value(content)
            guard isCase, case .string(let text) = value else { return value }
            return .string(Self.spelled(text))
        }
    }

    private static func cases<Flag: EnumerableFlag>(of type: Flag.Type) -> [String] {
        type.allCases.map { String(describing: $0) }
    }

    /// What the wrapper holds; `nil` when it was not parsed. It is the case `value` of its only property.
    private static func parsed(_ wrapper: Any) -> Any? {
        guard let state = Mirror(reflecting: wrapper).children.first(where: { $0.label == "_parsedValue" })?.value,
            let content = Mirror(reflecting: state).children.first, content.label == "value"
        else { return nil }
        return content.value
    }

    /// `learningRate2` is `learning-rate2`.
    static func spelled(_ name: String) -> String {
        var result = ""
        let letters = Array(name)
        for (index, letter) in letters.enumerated() {
            let isEdge =
                letter.isUppercase && index > 0
                && (letters[index - 1].isLowercase || (index + 1 < letters.count && letters[index + 1].isLowercase))
            if isEdge, result.last != "-" { result += "-" }
            result += letter == "_" ? "-" : letter.lowercased()
        }
        return result
    }

    private static func typeName(_ type: Any.Type) -> String {
        if let wrapped = (type as? any InnerType.Type)?.inner { return typeName(wrapped) }
        if type is any BinaryInteger.Type { return "int" }
        if type is any BinaryFloatingPoint.Type { return "float" }
        return type == Bool.self ? "flag" : "string"
    }

    private static func value(_ content: Any) -> Value {
        switch content {
        case let bool as Bool: return .bool(bool)
        case let integer as any BinaryInteger: return Int64(exactly: integer).map { .int($0) } ?? .string("\(integer)")
        case let number as any BinaryFloatingPoint: return .double(Double(number))
        case let text as String: return .string(text)
        case let list as [Any]: return .array(list.map(value))
        case let raw as any RawRepresentable: return value(raw.rawValue)
        default:
            let mirror = Mirror(reflecting: content)
            guard mirror.displayStyle == .optional else { return .string(String(describing: content)) }
            return mirror.children.first.map { value($0.value) } ?? .null
        }
    }
}

/// A wrapper of swift-argument-parser around a value.
private protocol ValueWrapper {
    static var kind: CommandProperty.Kind { get }
    static var valueType: Any.Type { get }
}

extension Argument: ValueWrapper {
    fileprivate static var kind: CommandProperty.Kind { .argument }
    fileprivate static var valueType: Any.Type { Value.self }
}

extension Option: ValueWrapper {
    fileprivate static var kind: CommandProperty.Kind { .option }
    fileprivate static var valueType: Any.Type { Value.self }
}

extension Flag: ValueWrapper {
    fileprivate static var kind: CommandProperty.Kind { .flag }
    fileprivate static var valueType: Any.Type { Value.self }
}

/// A wrapper around a group of options.
private protocol GroupWrapper {}

extension OptionGroup: GroupWrapper {}

/// A type around another: one that may be nothing, or a list.
private protocol InnerType {
    static var inner: Any.Type { get }
}

extension Optional: InnerType {
    fileprivate static var inner: Any.Type { Wrapped.self }
}

extension Array: InnerType {
    fileprivate static var inner: Any.Type { Element.self }
}
