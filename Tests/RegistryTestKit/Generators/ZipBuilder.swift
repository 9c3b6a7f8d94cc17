/// Makes zip files, right ones and wrong ones.
public enum ZipBuilder {
    /// A file to be put into one.
    public struct File {
        var name: String
        var content: [UInt8]
        /// DEFLATE, in blocks that are stored as they are.
        var isDeflated = false
        /// What the list says instead of the truth.
        var claimedSize: Int?
        var claimedChecksum: UInt32?

        /// A file.
        public init(
            name: String, content: [UInt8], isDeflated: Bool = false, claimedSize: Int? = nil,
            claimedChecksum: UInt32? = nil
        ) {
            self.name = name
            self.content = content
            self.isDeflated = isDeflated
            self.claimedSize = claimedSize
            self.claimedChecksum = claimedChecksum
        }
    }

    /// A zip file of files.
    public static func zip(_ files: [File]) -> [UInt8] {
        var bytes: [UInt8] = []
        var list: [UInt8] = []
        for file in files {
            let stored = file.isDeflated ? deflated(file.content) : file.content
            let common =
                le16(20) + le16(0) + le16(file.isDeflated ? 8 : 0) + le32(0)
                + le32(Int(file.claimedChecksum ?? checksum(file.content))) + le32(stored.count)
                + le32(file.claimedSize ?? file.content.count) + le16(file.name.utf8.count) + le16(0)
            list += le32(0x0201_4B50) + le16(20) + common + le16(0) + le16(0) + le16(0) + le32(0) + le32(bytes.count)
            list += Array(file.name.utf8)
            bytes += le32(0x0403_4B50) + common + Array(file.name.utf8) + stored
        }
        let end =
            le32(0x0605_4B50) + le16(0) + le16(0) + le16(files.count) + le16(files.count) + le32(list.count)
            + le32(bytes.count) + le16(0)
        return bytes + list + end
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
    }

    private static func deflated(_ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = content[...]
        repeat {
            let part = rest.prefix(65_535)
            rest = rest.dropFirst(part.count)
            bytes += [rest.isEmpty ? 1 : 0] + le16(part.count) + le16(0xFFFF - part.count) + part
        } while !rest.isEmpty
        return bytes
    }

    private static func le16(_ number: Int) -> [UInt8] { (0..<2).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
    private static func le32(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
}
