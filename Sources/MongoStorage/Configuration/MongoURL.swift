import BSONCoding
import RegistryCore

/// A URL in MongoDB's form, taken apart far enough to know that it is one and what of it may be shown.
///
/// libmongoc takes some texts for URLs that are none, and says of others only that they are malformed.
struct MongoURL: Hashable, Sendable {
    /// Whether the hosts are looked up in the domain name system.
    let isServiceRecord: Bool
    /// User name and password as they stand in the URL, percent-encoded.
    let credentials: String?
    /// Each host with its port, if it has one.
    let hosts: [String]
    /// The database that the path names, decoded.
    let database: String?
    /// The options in their order, values percent-encoded.
    private(set) var options: [Option]

    /// One option of the URL.
    struct Option: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// Takes a URL apart.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`. Its message repeats nothing but the scheme.
    init(_ url: String) throws(RegistryError) {
        guard url.utf8.count <= 8_192, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw Self.fault("holds a space or a control character, or is very long")
        }
        var rest = url[...]
        if rest.removePrefix("mongodb+srv://") {
            isServiceRecord = true
        } else if rest.removePrefix("mongodb://") {
            isServiceRecord = false
        } else {
            throw Self.fault("begins neither with mongodb:// nor with mongodb+srv://")
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        rest = rest[authority.endIndex...]
        let path = rest.prefix { $0 != "?" }
        guard !path.contains("@") else { throw Self.unescapedCredentials }
        let at = authority.lastIndex(of: "@")
        credentials = try at.map { at throws(RegistryError) in try Self.credentials(authority[..<at]) }
        let hostList = at.map { authority[authority.index(after: $0)...] } ?? authority
        hosts = try Self.hosts(hostList, isServiceRecord: isServiceRecord)
        database = try Self.database(path.dropFirst())
        options = try Self.options(rest[path.endIndex...].dropFirst())
    }

    /// The whole URL, secrets included.
    var text: String {
        let scheme = isServiceRecord ? "mongodb+srv://" : "mongodb://"
        let user = credentials.map { $0 + "@" } ?? ""
        let query = options.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let name = (database ?? "").utf8.map(Self.percentEncoded).joined()
        return "\(scheme)\(user)\(hosts.joined(separator: ","))/\(name)" + (query.isEmpty ? "" : "?\(query)")
    }

    /// The value of an option, whatever its case.
    func option(_ name: String) -> String? {
        options.last { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// This URL with options that it has not got already.
    func adding(_ new: [(String, Int64)]) -> MongoURL {
        var url = self
        for (name, value) in new where option(name) == nil { url.options.append(Option(name: name, value: "\(value)")) }
        return url
    }

    /// This URL with options instead of its own.
    func replacing(_ new: [(String, Int64)]) -> MongoURL { removing(new.map(\.0)).adding(new) }

    /// This URL without options.
    func removing(_ names: [String]) -> MongoURL {
        let names = Set(names.map { $0.lowercased() })
        var url = self
        url.options.removeAll { names.contains($0.name.lowercased()) }
        return url
    }

    private static func percentEncoded(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            String(UnicodeScalar(byte))
        default: "%" + Hexadecimal.text(of: byte, uppercase: true)
        }
    }
}

extension Substring {
    fileprivate mutating func removePrefix(_ prefix: String) -> Bool {
        guard hasPrefix(prefix) else { return false }
        removeFirst(prefix.count)
        return true
    }
}
