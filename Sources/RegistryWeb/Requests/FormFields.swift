import BSONCoding
import RegistryCore

/// The fields of a query or of a form's body, in order; a name may occur more than once.
struct FormFields: Sendable {
    /// A name and its value, decoded.
    typealias Element = (name: String, value: String)

    private(set) var elements: [Element] = []

    /// The most fields that are read: 2,000.
    static let most = 2_000

    init() {}

    /// Reads `application/x-www-form-urlencoded` text.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a broken percent code, bytes that are not UTF-8, a NUL, and too many fields.
    init(encoded text: some StringProtocol) throws(RegistryError) {
        for pair in text.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first else { continue }
            let name = try Self.decoded(first)
            elements.append((name, parts.count > 1 ? try Self.decoded(parts[1]) : ""))
            guard elements.count <= Self.most else {
                throw RegistryError(.invalidArgument, "The request has more than \(Self.most) fields.")
            }
        }
    }

    /// The first value of a name.
    subscript(name: String) -> String? { elements.first { $0.name == name }?.value }

    /// Every value of a name, in order.
    func all(_ name: String) -> [String] { elements.lazy.filter { $0.name == name }.map(\.value) }

    mutating func append(_ name: String, _ value: String) { elements.append((name, value)) }

    /// The text that ``init(encoded:)`` reads.
    var encoded: String {
        elements.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    private static func decoded(_ text: some StringProtocol) throws(RegistryError) -> String {
        var bytes: [UInt8] = []
        var source = text.utf8.makeIterator()
        while let byte = source.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = source.next().flatMap(Hexadecimal.value),
                    let low = source.next().flatMap(Hexadecimal.value)
                else {
                    throw malformed
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else { throw malformed }
        return decoded
    }

    private static let malformed = RegistryError(
        .invalidArgument,
        "The request's fields are not percent-encoded UTF-8 text. Encode them as a browser's form does.")

    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): result += "+"
            default: result += "%" + Hexadecimal.text(of: byte, uppercase: true)
            }
        }
        return result
    }
}
