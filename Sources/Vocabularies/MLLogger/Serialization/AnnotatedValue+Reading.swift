import Foundation
public import RegistryCore

extension AnnotatedValue {
    /// Reads what ``serialized()`` wrote: ml-logger's `deserialize`.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a type that is not known, content that is none of it, and values
    ///   more than 32 deep.
    public init(serialized value: Value) throws(RegistryError) { self = try Self.read(value, depth: 0) }

    /// Reads JSON text; see ``init(serialized:)``.
    public init(serializedText text: String) throws(RegistryError) { try self.init(serialized: Value(json: text)) }

    private static func read(_ value: Value, depth: Int) throws(RegistryError) -> AnnotatedValue {
        guard depth <= TypeAnnotation.deepest else {
            throw fault("lies more than \(TypeAnnotation.deepest) deep in others")
        }
        switch value {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .double(let value): return .double(value)
        case .string(let value): return .string(value)
        // The registry's own values, which it writes as Extended JSON.
        case .date(let time): return .date(time)
        case .binary(let binary): return .bytes(binary.bytes)
        case .objectID: throw fault("is an ObjectId, which has no type here")
        case .array(let elements): return .list(try list(elements, depth: depth))
        case .document(let document):
            guard document[TypeAnnotation.type] == nil else { return try annotated(document, depth: depth) }
            var values: [String: AnnotatedValue] = [:]
            for (key, value) in document { values[key] = try read(value, depth: depth + 1) }
            guard values.count == document.count else { throw fault("has two keys that are the same text") }
            return .dictionary(values)
        }
    }

    private static func annotated(_ document: Document, depth: Int) throws(RegistryError) -> AnnotatedValue {
        guard let type = document[TypeAnnotation.type]?.stringValue, let content = document[TypeAnnotation.content],
            document.count == (document[TypeAnnotation.shape] == nil ? 2 : 3)
        else { throw fault("has a $t, and not just a type as text, $v and maybe $s with it") }
        if let shape = document[TypeAnnotation.shape] { return .array(try array(type, shape, content)) }
        switch (type, content) {
        case (TypeAnnotation.float, "NaN"): return .double(.nan)
        case (TypeAnnotation.float, "Infinity"): return .double(.infinity)
        case (TypeAnnotation.float, "-Infinity"): return .double(-.infinity)
        case (TypeAnnotation.date, .string(let text)):
            guard let time = WallTime(iso8601: text) else { throw fault("is no date") }
            return .date(time)
        case (TypeAnnotation.path, .string(let path)): return .path(path)
        case (TypeAnnotation.bytes, .string(let text)): return .bytes(try bytes(text))
        case (TypeAnnotation.tuple, .array(let elements)): return .tuple(try list(elements, depth: depth))
        case (TypeAnnotation.set, .array(let elements)): return .set(try list(elements, depth: depth))
        case (TypeAnnotation.dictionary, .array(let pairs)): return .dictionary(try dictionary(pairs, depth: depth))
        default: throw fault("is of the type \(String(reflecting: String(type.prefix(40)))), and its content is not")
        }
    }

    private static func array(_ type: String, _ shape: Value, _ content: Value) throws(RegistryError) -> NumericArray {
        guard let elementType = NumericArray.ElementType(rawValue: type), let text = content.stringValue,
            let lengths = shape.arrayValue
        else { throw fault("has a shape, and is no array of a type that is known") }
        let numbers = lengths.compactMap { $0.intValue.flatMap(Int.init(exactly:)) }
        guard numbers.count == lengths.count else { throw fault("has a shape with a length that is no whole number") }
        return try NumericArray(elementType: elementType, shape: numbers, bytes: try bytes(text))
    }

    private static func dictionary(_ pairs: [Value], depth: Int) throws(RegistryError) -> [String: AnnotatedValue] {
        var values: [String: AnnotatedValue] = [:]
        for pair in pairs {
            guard case .array(let parts) = pair, parts.count == 2, let key = parts[0].stringValue else {
                throw fault("is a dictionary, and one of its pairs is not a text and a value")
            }
            guard values.updateValue(try read(parts[1], depth: depth + 1), forKey: key) == nil else {
                throw fault("has a key twice")
            }
        }
        return values
    }

    private static func list(_ elements: [Value], depth: Int) throws(RegistryError) -> [AnnotatedValue] {
        var list: [AnnotatedValue] = []
        for element in elements { list.append(try read(element, depth: depth + 1)) }
        return list
    }

    private static func bytes(_ text: String) throws(RegistryError) -> [UInt8] {
        guard let data = Data(base64Encoded: text) else { throw fault("has bytes that are not base64") }
        return Array(data)
    }

    private static func fault(_ what: String) -> RegistryError {
        RegistryError(.invalidArgument, "This cannot be deserialised: a value \(what).")
    }
}
