public import RegistryCore

/// The name of a file in a store: a path of components, as `runs/7/weights.bin`.
///
/// What all stores understand alike: no component is empty, `.` or `..`, none has control characters, and the path neither
/// begins nor ends with a slash. It has at most 1,024 bytes. A backslash is refused: some servers make it a slash. Upper and
/// lower case differ; nothing is normalised.
public struct FileKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The longest key, in bytes of UTF-8: S3's limit.
    public static let longest = 1_024

    /// The key as it was given.
    public let path: String

    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument` for a path that is no key; see above.
    public init(_ path: String) throws(RegistryError) {
        guard Self.isKey(path) else {
            throw RegistryError(
                .invalidArgument,
                "\"\(ShownText.of(path))\" cannot name a stored file: names are paths such as runs/7/weights.bin, of at "
                    + "most \(Self.longest) bytes, without empty parts, \".\", \"..\", backslashes and control characters."
            )
        }
        self.path = path
    }

    /// For what has been checked already.
    package init?(ifKey path: String) {
        guard Self.isKey(path) else { return nil }
        self.path = path
    }

    /// The key of what a store has under a name, without the beginning that all names of this store have; `nil` for a name that
    /// begins otherwise, and for what is no key.
    ///
    /// By bytes: what Swift shows as one character may begin in the one part and end in the other.
    package init?(stored name: some StringProtocol, below prefix: String) {
        guard name.utf8.starts(with: prefix.utf8) else { return nil }
        self.init(ifKey: String(decoding: name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
    }

    /// The key of a file below this one, taken as a folder.
    ///
    /// - Throws: as ``init(_:)``.
    public func appending(_ component: String) throws(RegistryError) -> FileKey { try FileKey("\(path)/\(component)") }

    /// The last component.
    public var name: String { PathLevels.of(path).last.map(String.init) ?? path }

    /// Its parts, one at least.
    var components: [String] { PathLevels.of(path).map(String.init) }

    /// The path.
    public var description: String { path }

    /// In the order of their bytes, which is that of every store's lists.
    public static func < (left: FileKey, right: FileKey) -> Bool {
        left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }

    /// Equal bytes; `é` as one scalar and as two are different files.
    public static func == (left: FileKey, right: FileKey) -> Bool { left.path.utf8.elementsEqual(right.path.utf8) }

    /// Of the bytes.
    public func hash(into hasher: inout Hasher) {
        for byte in path.utf8 { hasher.combine(byte) }
    }

    private static func isKey(_ path: String) -> Bool {
        let bytes = path.utf8
        guard !bytes.isEmpty, bytes.count <= longest else { return false }
        guard
            !path.unicodeScalars.contains(where: { $0 == "\\" || $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else {
            return false
        }
        return bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
        }
    }
}
