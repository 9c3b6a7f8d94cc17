import RegistryCore

/// Reads the XML of storage servers, of which nothing is believed: elements and text, without document types and without
/// entities but the five that XML itself has. Attributes are passed over. (FoundationXML is libxml2, which knows a great deal more
/// than these answers have.)
struct XMLReader {
    /// The deepest nesting; answers have 5 levels.
    static let deepest = 32

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The outermost element.
    ///
    /// - Throws: ``RegistryCore/RegistryError`` with `corruptData` for what is no such XML.
    static func read(_ bytes: [UInt8]) throws(RegistryError) -> XMLElement {
        var reader = XMLReader(bytes)
        return try reader.document()
    }

    private mutating func document() throws(RegistryError) -> XMLElement {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        // Elements that are open, the innermost last.
        var open: [XMLElement] = []
        var text: [UInt8] = []
        var root: XMLElement?
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "<") else {
                if open.isEmpty {
                    guard Self.isSpace(byte) else { throw fault("text outside of the elements") }
                    position += 1
                } else if byte == UInt8(ascii: "&") {
                    try reference(into: &text)
                } else {
                    text.append(byte)
                    position += 1
                }
                continue
            }
            if skip("<?") {
                try skipTo("?>")
            } else if skip("<!--") {
                try skipTo("-->")
            } else if skip("<![CDATA[") {
                guard !open.isEmpty else { throw fault("text outside of the elements") }
                let start = position
                try skipTo("]]>")
                text += bytes[start..<position - 3]
            } else if skip("<!") {
                throw fault("a document type, which no such answer has")
            } else if skip("</") {
                let name = try name()
                skipSpace()
                guard skip(">"), var element = open.popLast(), element.name == name else {
                    throw fault("an end that belongs to no beginning")
                }
                if element.children.isEmpty { element.text = try Self.string(text, self) }
                text = []
                if let last = open.indices.last { open[last].children.append(element) } else { root = element }
            } else {
                position += 1
                guard root == nil else { throw fault("a second outermost element") }
                guard open.count < Self.deepest else { throw fault("more than \(Self.deepest) levels") }
                let element = XMLElement(name: try name())
                let isClosed = try skipAttributes()
                text = []
                if !isClosed {
                    open.append(element)
                } else if let last = open.indices.last {
                    open[last].children.append(element)
                } else {
                    root = element
                }
            }
        }
        guard let root, open.isEmpty else { throw fault("it ends too early") }
        return root
    }

    /// A name, without what stands before a colon.
    private mutating func name() throws(RegistryError) -> String {
        let start = position
        while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
        let name = bytes[start..<position]
        guard !name.isEmpty, name.count <= 256 else { throw fault("an element without a name") }
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        return try Self.string(Array(local), self)
    }

    /// - Returns: whether the element ends here.
    private mutating func skipAttributes() throws(RegistryError) -> Bool {
        while true {
            skipSpace()
            if skip("/>") { return true }
            if skip(">") { return false }
            _ = try name()
            skipSpace()
            guard skip("=") else { throw fault("an attribute without a value") }
            skipSpace()
            guard position < bytes.count else { throw fault("it ends too early") }
            let quote = bytes[position]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw fault("a value without quotes")
            }
            position += 1
            guard let end = bytes[position...].firstIndex(of: quote) else { throw fault("it ends too early") }
            position = end + 1
        }
    }

    private mutating func reference(into text: inout [UInt8]) throws(RegistryError) {
        position += 1
        // The longest are &#x10FFFF; and some zeros.
        guard let end = bytes[position...].prefix(16).firstIndex(of: UInt8(ascii: ";")) else {
            throw fault("a reference without an end")
        }
        let name = String(decoding: bytes[position..<end], as: UTF8.self)
        position = end + 1
        let code: UInt32? =
            switch name {
            case "lt": 60
            case "gt": 62
            case "amp": 38
            case "quot": 34
            case "apos": 39
            case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16)
            case _ where name.hasPrefix("#"): UInt32(name.dropFirst(), radix: 10)
            default: nil
            }
        guard let code, let scalar = Unicode.Scalar(code) else { throw fault("a reference to something unknown") }
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func skipTo(_ mark: StaticString) throws(RegistryError) {
        while position < bytes.count {
            if skip(mark) { return }
            position += 1
        }
        throw fault("it ends too early")
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...58, 65...90, 95, 97...122, 45, 46, 128...: true
        default: false
        }
    }

    private static func string(_ bytes: [UInt8], _ reader: XMLReader) throws(RegistryError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw reader.fault("text that is not UTF-8") }
        return text
    }

    private func fault(_ problem: String) -> RegistryError {
        RegistryError(
            .corruptData, "The storage server's answer is not the XML it should be at byte \(position): \(problem).")
    }
}
