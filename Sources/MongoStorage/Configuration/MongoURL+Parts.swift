import BSONCoding
import RegistryCore

// The rules for the parts of a URL, from MongoDB's specification of connection strings.
extension MongoURL {
    static func fault(_ what: String) -> RegistryError {
        RegistryError(
            .invalidArgument,
            "The MongoDB URL \(what). It has the form mongodb://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE.")
    }

    static let unescapedCredentials = fault(
        "has a user name or password with a character that stands for something else. Write : / ? # [ ] @ % in them as %3A %2F %3F %23 %5B %5D %40 %25"
    )

    static func credentials(_ text: Substring) throws(RegistryError) -> String {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, !text.contains("@"), text.utf8.allSatisfy({ $0 < 0x80 }), decoded(text) != nil else {
            throw unescapedCredentials
        }
        guard parts.first?.isEmpty == false else { throw fault("has an empty user name") }
        return String(text)
    }

    static func hosts(_ text: Substring, isServiceRecord: Bool) throws(RegistryError) -> [String] {
        let hosts = text.split(separator: ",", omittingEmptySubsequences: false)
        for host in hosts { try check(host: host) }
        if isServiceRecord {
            guard let host = hosts.first, hosts.count == 1, !host.contains(":"), host.split(separator: ".").count >= 3
            else {
                throw fault(
                    "begins with mongodb+srv:// and then needs exactly one host name of three parts, without a port")
            }
        }
        return hosts.map(String.init)
    }

    private static func check(host: Substring) throws(RegistryError) {
        var name = host
        var port: Substring?
        if host.first == "[" {
            guard let end = host.firstIndex(of: "]") else {
                throw fault("has an IPv6 address without a closing bracket")
            }
            name = host[host.index(after: host.startIndex)..<end]
            let behind = host[host.index(after: end)...]
            guard behind.isEmpty || behind.first == ":" else { throw fault("has something behind an IPv6 address") }
            port = behind.isEmpty ? nil : behind.dropFirst()
            guard name.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" }) else {
                throw fault("has an IPv6 address that is none")
            }
        } else if let colon = host.firstIndex(of: ":") {
            name = host[..<colon]
            port = host[host.index(after: colon)...]
        }
        guard !name.isEmpty else { throw fault("has no host name, or an empty one") }
        if let port {
            guard port.utf8.count <= 5, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
                (1...65_535).contains(number)
            else { throw fault("has a port that is no number from 1 to 65535") }
        }
        let isSocket = name.lowercased().hasSuffix(".sock")
        guard host.first == "[" || name.utf8.allSatisfy({ isOfHostName($0) || (isSocket && $0 == UInt8(ascii: "%")) })
        else {
            throw fault("has a host name with a character that no host name has")
        }
    }

    private static func isOfHostName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    static func database(_ text: Substring) throws(RegistryError) -> String? {
        if text.isEmpty { return nil }
        let forbidden: Set<Character> = ["/", "\\", ".", " ", "\"", "$", "*", "<", ">", ":", "|", "?", "\0"]
        guard let name = decoded(text), (1...63).contains(name.utf8.count), !name.contains(where: forbidden.contains)
        else {
            throw fault("names a database that MongoDB does not allow: 1 to 63 bytes without / \\ . \" $ * < > : | ?")
        }
        guard !["admin", "local", "config"].contains(name) else {
            throw fault(
                "names the database \(name), which belongs to the server. Name another, and use authSource=\(name) for the login"
            )
        }
        return name
    }

    static func options(_ text: Substring) throws(RegistryError) -> [Option] {
        var options: [Option] = []
        for pair in text.split(whereSeparator: { $0 == "&" || $0 == ";" }) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, decoded(parts[1]) != nil else {
                throw fault("has an option that is not of the form NAME=VALUE")
            }
            options.append(Option(name: String(parts[0]), value: String(parts[1])))
        }
        return options
    }

    /// The text that percent-encoding stands for; `nil` when it is malformed.
    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let number = Hexadecimal.number(of: rest.prefix(2), as: UInt8.self) else {
                return nil
            }
            rest = rest.dropFirst(2)
            bytes.append(number)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
