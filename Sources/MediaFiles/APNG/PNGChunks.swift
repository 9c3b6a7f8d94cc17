/// The chunks of PNG files that this program wrote.
///
/// Source: Portable Network Graphics (PNG) Specification, third edition (W3C), sections 5 and 11.
enum PNGChunks {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// The most bytes a chunk may hold.
    static let largest = Int(Int32.max)

    /// The contents of all chunks of a type in a PNG file, one after the other; of a damaged file, those before the damage.
    static func contents(of type: String, in png: [UInt8]) -> [UInt8] {
        var contents: [UInt8] = []
        var place = signature.count
        while place + 12 <= png.count {
            let length = png[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= png.count - place - 12 else { break }
            if png[place + 4..<place + 8].elementsEqual(type.utf8) { contents += png[place + 8..<place + 8 + length] }
            place += 12 + length
        }
        return contents
    }

    /// Appends a chunk: length, type, content and checksum.
    static func append(_ type: String, _ content: [UInt8], to bytes: inout [UInt8]) {
        let checked = Array(type.utf8) + content
        bytes += bigEndian(UInt32(truncatingIfNeeded: content.count))
        bytes += checked
        bytes += bigEndian(CRC32.checksum(checked))
    }

    /// A number's bytes, the highest first.
    static func bigEndian(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }
}
