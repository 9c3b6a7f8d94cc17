package import EventFiles

/// Writes a zip file, file by file, in memory for a piece of one. Numbers of 64 bits are used only where they are needed.
package final class ZipWriter {
    /// How a file is kept.
    package enum Method: UInt16, Sendable {
        /// As it is: for what is compressed already.
        case stored = 0
        /// With DEFLATE.
        case deflated = 8
    }

    /// A file as the list at the end tells it.
    private struct Listed {
        let name: [UInt8]
        let method: Method
        let checksum: UInt32
        let size: Int
        let compressedSize: Int
        let offset: Int
    }

    private static let chunkLength = 256 << 10
    /// What a number of 32 bits says when one of 64 bits stands elsewhere.
    private static let elsewhere = 0xFFFF_FFFF
    /// A file of so many bytes could become one of 4 GiB, as DEFLATE makes a little more of what cannot be compressed.
    private static let longSize = 0xF000_0000
    /// The bit that says that names are UTF-8.
    private static let unicodeNames: UInt16 = 1 << 11

    private let file: any AppendableFile
    private let longSize: Int
    private let longOffset: Int
    private var offset = 0
    private var listed: [Listed] = []

    /// Writes into a file, which is empty.
    package convenience init(_ file: some AppendableFile) {
        self.init(file, longSize: Self.longSize, longOffset: Self.elsewhere)
    }

    /// Tests say from which sizes and places on numbers have 64 bits.
    init(_ file: some AppendableFile, longSize: Int, longOffset: Int) {
        self.file = file
        self.longSize = longSize
        self.longOffset = longOffset
    }

    /// Adds a file that is in memory.
    ///
    /// - Throws: as ``add(_:_:size:from:)``.
    package func add(_ name: String, _ bytes: [UInt8], _ method: Method = .deflated) throws(EventFileError) {
        var rest = bytes[...]
        try add(name, method, size: bytes.count) { count in
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    /// Adds a file that is on the disk, as long as it is now.
    ///
    /// - Throws: as ``add(_:_:size:from:)``; `unreadable`.
    package func add(_ name: String, fileAt path: String, _ method: Method = .deflated) throws(EventFileError) {
        let source = try PosixFile(reading: path)
        var position = 0
        try add(name, method, size: source.status().size) { count throws(EventFileError) in
            var bytes = [UInt8](repeating: 0, count: count)
            let read = try source.read(into: &bytes, from: 0, at: position)
            position += read
            bytes.removeLast(count - read)
            return bytes
        }
    }

    /// Adds a file, piece by piece.
    ///
    /// - Throws: `invalid` for a name of more than 65,535 bytes, `truncated` when fewer bytes come, `unwritable`.
    private func add(
        _ name: String, _ method: Method, size: Int, from next: (Int) throws(EventFileError) -> [UInt8]
    ) throws(EventFileError) {
        let name = Array(name.utf8)
        guard name.count <= 65_535 else { throw EventFileError(.invalid, "a name in a zip file is too long") }
        let start = offset
        let isLong = size >= longSize
        let headerCount = 30 + name.count + (isLong ? 20 : 0)
        var checksum: UInt32 = 0
        var done = 0
        var end = start + headerCount
        do {
            let deflater = method == .deflated ? try Deflater() : nil
            repeat {
                let piece = try next(min(size - done, Self.chunkLength))
                guard !piece.isEmpty || size == 0 else {
                    throw EventFileError(.truncated, "a file became shorter while it was put into a zip file")
                }
                done += piece.count
                checksum = ZlibChecksum.crc32(piece, after: checksum)
                let written = try deflater?.deflate(piece[...], isLast: done == size) ?? piece
                try file.write(written, at: end)
                end += written.count
            } while done < size
        } catch let error as EventFileError {
            throw error
        } catch {
            throw EventFileError(.unwritable, "there is no memory to write a zip file")
        }
        let entry = Listed(
            name: name, method: method, checksum: checksum, size: size, compressedSize: end - start - headerCount,
            offset: start)
        // The head comes last, as it tells what became of the bytes.
        try file.write(header(entry, isLong: isLong), at: start)
        listed.append(entry)
        offset = end
    }

    /// Writes the list of files; nothing can be added then.
    ///
    /// - Throws: `unwritable`.
    package func finish() throws(EventFileError) {
        var bytes: [UInt8] = []
        for entry in listed { bytes += row(entry) }
        let length = bytes.count
        let (count, place) = (listed.count, offset)
        if count >= 0xFFFF || place >= longOffset || length >= Self.elsewhere {
            let record = place + length
            bytes.append(0x0606_4B50, 4)
            bytes.append(44, 8)
            for version in [45, 45] { bytes.append(version, 2) }
            for disk in [0, 0] { bytes.append(disk, 4) }
            for number in [count, count, length, place] { bytes.append(number, 8) }
            bytes.append(0x0706_4B50, 4)
            bytes.append(0, 4)
            bytes.append(record, 8)
            bytes.append(1, 4)
        }
        bytes.append(0x0605_4B50, 4)
        bytes.append(0, 4)
        for number in [count, count] { bytes.append(min(number, 0xFFFF), 2) }
        bytes.append(min(length, Self.elsewhere), 4)
        bytes.append(place >= longOffset ? Self.elsewhere : place, 4)
        bytes.append(0, 2)
        try file.write(bytes, at: offset)
    }

    /// What stands before a file's bytes.
    private func header(_ entry: Listed, isLong: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(0x0403_4B50, 4)
        appendKind(of: entry, isLong, to: &bytes)
        for number in [entry.compressedSize, entry.size] { bytes.append(isLong ? Self.elsewhere : number, 4) }
        bytes.append(entry.name.count, 2)
        bytes.append(isLong ? 20 : 0, 2)
        bytes += entry.name
        if isLong {
            bytes.append(1, 2)
            bytes.append(16, 2)
            for number in [entry.size, entry.compressedSize] { bytes.append(number, 8) }
        }
        return bytes
    }

    /// What the list tells of a file.
    private func row(_ entry: Listed) -> [UInt8] {
        let hasLongSize = entry.size >= longSize
        let hasLongOffset = entry.offset >= longOffset
        let long = (hasLongSize ? [entry.size, entry.compressedSize] : []) + (hasLongOffset ? [entry.offset] : [])
        var bytes: [UInt8] = []
        bytes.append(0x0201_4B50, 4)
        // Made on Unix, so that the rights below are read as such.
        bytes.append(3 << 8 | 45, 2)
        appendKind(of: entry, !long.isEmpty, to: &bytes)
        for number in [entry.compressedSize, entry.size] { bytes.append(hasLongSize ? Self.elsewhere : number, 4) }
        bytes.append(entry.name.count, 2)
        bytes.append(long.isEmpty ? 0 : 4 + 8 * long.count, 2)
        for nothing in [0, 0, 0] { bytes.append(nothing, 2) }
        bytes.append(0o100644 << 16, 4)
        bytes.append(hasLongOffset ? Self.elsewhere : entry.offset, 4)
        bytes += entry.name
        if !long.isEmpty {
            bytes.append(1, 2)
            bytes.append(8 * long.count, 2)
            for number in long { bytes.append(number, 8) }
        }
        return bytes
    }

    private func appendKind(of entry: Listed, _ isLong: Bool, to bytes: inout [UInt8]) {
        bytes.append(isLong ? 45 : 20, 2)
        bytes.append(Int(Self.unicodeNames), 2)
        bytes.append(Int(entry.method.rawValue), 2)
        // The time and the day: 1 January 1980, the first there is. The same content gives the same file.
        bytes.append(0, 2)
        bytes.append(1 << 5 | 1, 2)
        bytes.append(Int(entry.checksum), 4)
    }
}

extension [UInt8] {
    /// Adds the lower bytes of a number, the lowest first.
    fileprivate mutating func append(_ number: Int, _ count: Int) {
        for index in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
}
