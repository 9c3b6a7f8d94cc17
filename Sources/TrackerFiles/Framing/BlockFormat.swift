import EventFiles

/// A file of records in blocks of 32 KiB, as W&B and SwanLab write them: LevelDB's log behind a header of 7 bytes.
///
///     header: 4 bytes name | UInt16 magic | UInt8 version
///     part of a record: UInt32 CRC-32 of type and data | UInt16 length | UInt8 type | data
///
/// All numbers are little-endian. Blocks are counted from the start of the file, the header included. A record is whole in one
/// part, or goes on over the ends of blocks; fewer than 7 bytes at a block's end stay zero.
package struct BlockFormat: Hashable, Sendable {
    /// The first four bytes of a file.
    package let name: [UInt8]
    /// The next two.
    package let magic: UInt16
    /// The version that is written and read.
    package let version: UInt8

    /// W&B's `.wandb` files.
    package static let wandb = BlockFormat(name: Array(":W&B".utf8), magic: 0xBEE1, version: 0)
    /// SwanLab's `.swanlab` files.
    package static let swanLab = BlockFormat(name: Array(":SWL".utf8), magic: 0xE1D6, version: 2)

    /// The bytes of a block.
    package static let blockLength = 32_768
    /// The bytes of a file's header, and of the header of each part.
    package static let headerLength = 7

    /// What a part is of its record.
    enum PartType: UInt8 {
        case full = 1
        case first, middle, last
    }

    /// The bytes that a file begins with.
    package var header: [UInt8] {
        var bytes = name
        bytes.appendLittleEndian(magic)
        bytes.append(version)
        return bytes
    }
}
