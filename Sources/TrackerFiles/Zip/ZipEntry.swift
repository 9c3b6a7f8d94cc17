/// One file in a zip file.
package struct ZipEntry: Hashable, Sendable {
    /// Its name, as the zip file has it.
    package let name: String
    /// Its size.
    package let size: Int
    /// Its size in the zip file.
    package let compressedSize: Int

    let method: UInt16
    let checksum: UInt32
    let isEncrypted: Bool
    /// Where its header lies.
    let headerOffset: Int

    /// Whether the name stays where it is put: it is no absolute path, climbs nowhere and names no folder.
    package var isPlain: Bool {
        guard !name.isEmpty, !name.hasPrefix("/"), !name.hasSuffix("/") else { return false }
        guard !name.utf8.contains(0), !name.utf8.contains(UInt8(ascii: "\\")) else { return false }
        return !name.split(separator: "/", omittingEmptySubsequences: false).contains {
            $0 == ".." || $0 == "." || $0 == ""
        }
    }
}
