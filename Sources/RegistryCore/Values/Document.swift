/// An ordered list of named values: one record.
///
/// ```swift
/// var record: Document = ["ModelName": "MyModel", "Accuracy": 0.95, "iteration": 100]
/// record["Loss"] = Value(loss)
/// record[path: "optimizer.lr"]   // looks into documents and lists
/// ```
///
/// Keys keep the order in which they were given. A key occurs once. Documents are small: a lookup walks over the keys.
public struct Document: Sendable {
    /// A name and its value.
    public typealias Element = (key: String, value: Value)

    private var elements: [Element]

    /// A document without fields.
    public init() { elements = [] }

    /// A document of the given fields. A key given twice keeps its first place and its last value.
    public init(_ fields: some Sequence<(String, Value)>) {
        self.init()
        elements.reserveCapacity(fields.underestimatedCount)
        for (key, value) in fields { self[key] = value }
    }

    /// A document from fields that are known to have distinct keys, without looking for repeated ones.
    ///
    /// For decoders that have checked; a repeated key would be stored twice.
    package init(distinct elements: [Element]) { self.elements = elements }

    /// The keys in order.
    public var keys: some Sequence<String> { elements.lazy.map(\.key) }

    /// The value of a top-level field; `nil` when there is none. Setting `nil` removes the field, setting
    /// ``Value/null`` stores nothing as a value. A new field goes to the end.
    public subscript(key: String) -> Value? {
        get { firstIndex(of: key).map { elements[$0].value } }
        set {
            switch (firstIndex(of: key), newValue) {
            case (let index?, let value?): elements[index].value = value
            case (let index?, nil): elements.remove(at: index)
            case (nil, let value?): elements.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// The value of a field, or a default when there is none.
    public subscript(key: String, default default: @autoclosure () -> Value) -> Value {
        get { self[key] ?? `default`() }
        set { self[key] = newValue }
    }

    /// Takes every field of `other`: fields that exist get its value and keep their place, new ones follow at the end.
    public mutating func update(with other: Document) {
        for (key, value) in other { self[key] = value }
    }

    /// This document with every field of `other` taken over.
    public func updated(with other: Document) -> Document {
        var result = self
        result.update(with: other)
        return result
    }

    private func firstIndex(of key: String) -> Int? {
        elements.firstIndex { $0.key.hasSameBytes(as: key) }
    }
}

extension Document: RandomAccessCollection {
    /// The first field's position.
    public var startIndex: Int { 0 }
    /// One past the last field's position.
    public var endIndex: Int { elements.count }
    /// The field at a position.
    public subscript(position: Int) -> Element { elements[position] }
}

extension Document: ExpressibleByDictionaryLiteral {
    /// A document written as a dictionary literal. A key given twice keeps its first place and its last value.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}

extension Document: Hashable {
    /// Equal when both have the same fields with the same values in the same order.
    public static func == (left: Document, right: Document) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.key.hasSameBytes(as: $1.key) && $0.value == $1.value }
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for (key, value) in self {
            hasher.combine(ExactName(key))
            hasher.combine(value)
        }
    }
}
