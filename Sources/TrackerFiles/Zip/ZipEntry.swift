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
        // By bytes, as the system takes it: a slash with an accent is one character, and no slash.
        let bytes = name.utf8
        guard !bytes.contains(0), !bytes.contains(UInt8(ascii: "\\")) else { return false }
        return !bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).contains {
            $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8)
        }
    }
}
