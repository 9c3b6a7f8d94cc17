extension Value {
    /// Reads JSON text (RFC 8259), understanding MongoDB's Extended JSON where plain JSON cannot say it.
    ///
    /// A number without fraction and exponent that fits into 64 bits is a whole number, any other a double.
    /// `{"$oid": …}`, `{"$date": …}`, `{"$binary": …}`, `{"$uuid": …}`, `{"$numberLong": …}`, `{"$numberInt": …}` and
    /// `{"$numberDouble": …}` are the values they name. `{"$literal": {…}}` is the document in it, also when that looks like one
    /// of these. A byte-order mark in front is skipped.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that names line and column: for text that is not JSON, a key
    ///   given twice in one object, nesting deeper than 100 levels, or an Extended JSON object whose content is not one.
    public init(json text: String) throws(RegistryError) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads JSON as UTF-8 bytes; see ``init(json:)-(String)``. Bytes that are not UTF-8 are an `invalidArgument`.
    public init(json bytes: [UInt8]) throws(RegistryError) {
        var parser = JSONParser(bytes)
        self = try parser.parse()
    }

    /// Reads JSON as Python's `json` writes it: `NaN` and the infinities stand bare, of a key that is given twice the last counts,
    /// and `{"$date": …}` and its like are objects as any other.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that names line and column.
    package init(pythonJSON bytes: some Sequence<UInt8>) throws(RegistryError) {
        var parser = JSONParser(Array(bytes), dialect: .python)
        self = try parser.parse()
    }

    /// The value as JSON text that ``init(json:)-(String)`` reads back to an equal value.
    ///
    /// MongoDB's relaxed Extended JSON: plain JSON wherever it suffices; `{"$oid": …}`, `{"$date": …}`,
    /// `{"$binary": …}`; `{"$numberDouble": "NaN"}` and the infinities likewise. A
    /// document that looks like one of these stands in `{"$literal": …}`. A double keeps its decimal point or exponent.
    public func json() -> String {
        var writer = JSONWriter()
        writer.write(self)
        return writer.withBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// The same text as UTF-8 bytes, for whoever sends them on.
    package func jsonBytes() -> [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}

extension Document {
    /// Reads a JSON object; see ``Value/init(json:)-(String)``.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, also when the text is JSON but not an object.
    public init(json text: String) throws(RegistryError) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads a JSON object as UTF-8 bytes; see ``Value/init(json:)-(String)``.
    public init(json bytes: [UInt8]) throws(RegistryError) {
        guard let document = try Value(json: bytes).documentValue else {
            throw RegistryError(
                .invalidArgument, "The JSON text is not an object. An object begins with { and ends with }.")
        }
        self = document
    }

    /// The document as a JSON object; see ``Value/json()``.
    public func json() -> String { Value.document(self).json() }

    /// The same text as UTF-8 bytes, for whoever sends them on.
    package func jsonBytes() -> [UInt8] { Value.document(self).jsonBytes() }
}

extension Value: CustomStringConvertible {
    /// The value as JSON.
    public var description: String { json() }
}

extension Document: CustomStringConvertible {
    /// The document as JSON.
    public var description: String { json() }
}
