import Foundation
public import RegistryCore

extension AnnotatedValue {
    /// The value as JSON, with types where JSON has none: ml-logger's `serialize`.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for values in values more than 32 deep, and for a date whose year has not
    ///   four digits.
    public func serialized() throws(RegistryError) -> Value { try serialized(depth: 0) }

    /// The same as JSON text, keys in order: equal values are equal texts.
    public func serializedText() throws(RegistryError) -> String { try serialized().json() }

    private func serialized(depth: Int) throws(RegistryError) -> Value {
        guard depth <= TypeAnnotation.deepest else {
            throw RegistryError(
                .invalidArgument, "Values lie in others at most \(TypeAnnotation.deepest) deep to be serialised.")
        }
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .double(let value):
            if value.isFinite { return .double(value) }
            return annotated(TypeAnnotation.float, value.isNaN ? "NaN" : value > 0 ? "Infinity" : "-Infinity")
        case .string(let value): return .string(value)
        case .date(let time):
            guard let text = time.iso8601 else {
                throw RegistryError(.invalidArgument, "A date is serialised with a year of four digits.")
            }
            return annotated(TypeAnnotation.date, .string(text))
        case .path(let path): return annotated(TypeAnnotation.path, .string(path))
        case .bytes(let bytes): return annotated(TypeAnnotation.bytes, Self.base64(bytes))
        case .array(let array):
            return [
                TypeAnnotation.type: .string(array.elementType.rawValue),
                TypeAnnotation.shape: .array(array.shape.map { Value($0) }),
                TypeAnnotation.content: Self.base64(array.bytes),
            ]
        case .list(let elements): return try Self.list(elements, depth: depth)
        case .tuple(let elements): return annotated(TypeAnnotation.tuple, try Self.list(elements, depth: depth))
        case .set(let elements): return annotated(TypeAnnotation.set, try Self.list(elements, depth: depth))
        case .dictionary(let values): return try Self.dictionary(values, depth: depth)
        }
    }

    private func annotated(_ type: String, _ content: Value) -> Value {
        [TypeAnnotation.type: .string(type), TypeAnnotation.content: content]
    }

    private static func base64(_ bytes: [UInt8]) -> Value { .string(Data(bytes).base64EncodedString()) }

    private static func list(_ elements: [AnnotatedValue], depth: Int) throws(RegistryError) -> Value {
        var list: [Value] = []
        for element in elements { list.append(try element.serialized(depth: depth + 1)) }
        return .array(list)
    }

    private static func dictionary(
        _ values: [String: AnnotatedValue], depth: Int
    ) throws(RegistryError) -> Value {
        var fields: [(String, Value)] = []
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            fields.append((key, try value.serialized(depth: depth + 1)))
        }
        // Else it could be read as an annotation.
        guard fields.contains(where: { $0.0.utf8.first == UInt8(ascii: "$") }) else {
            return .document(Document(fields))
        }
        let pairs = fields.map { Value.array([.string($0.0), $0.1]) }
        return [TypeAnnotation.type: .string(TypeAnnotation.dictionary), TypeAnnotation.content: .array(pairs)]
    }
}
