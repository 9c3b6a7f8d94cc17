import EventFiles

/// Reads zip files, of which nothing is believed: what a name or a size claims costs nothing, and what a file becomes is
/// bounded however small it is. Stored files and those of DEFLATE are read, beyond 4 GiB too; nothing is written to disk.
package final class ZipReader {
    /// The most files in a zip file.
    package static let mostEntries = 100_000
    /// The most bytes of the list of files.
    static let longestDirectory = 64 << 20

    private let file: PosixFile
    private let size: Int
    /// The files, in the order of the list; the first of each name.
    package private(set) var entries: [ZipEntry] = []
    /// What is wrong with single files of the list.
    package private(set) var reports: [String] = []

    /// Opens a zip file and reads its list.
    ///
    /// - Throws: `unreadable`, `notThisFormat`, `damaged`, `tooLarge`.
    package init(_ path: String) throws(TrackerFileError) {
        do {
            file = try PosixFile(reading: path)
            size = try file.status().size
        } catch {
            throw TrackerFileError(.unreadable, "\(error)")
        }
        let place = try directory(path)
        let bytes = try read(place.size, at: place.offset)
        try list(bytes, count: place.count)
    }

    /// The file of a name.
    package func entry(named name: String) -> ZipEntry? { entries.first { $0.name == name } }

    /// A file's content, to be read from its start.
    ///
    /// - Throws: `unsupported` for encryption and other ways of compressing, `damaged`.
    package func open(_ entry: ZipEntry) throws(TrackerFileError) -> ZipEntryStream {
        guard !entry.isEncrypted else {
            throw TrackerFileError(.unsupported, "\(entry.name) is encrypted in the zip file.")
        }
        guard entry.method == 0 || entry.method == 8 else {
            throw TrackerFileError(
                .unsupported, "\(entry.name) is compressed in a way (\(entry.method)) not known here.")
        }
        let header = try read(30, at: entry.headerOffset)
        guard header.littleEndianUInt32(at: 0) == 0x0403_4B50 else {
            throw TrackerFileError(.damaged, "\(entry.name) is not where the zip file's list says it is.")
        }
        let start = entry.headerOffset + 30 + Int(Self.uint16(header, 26)) + Int(Self.uint16(header, 28))
        guard start <= size, entry.compressedSize <= size - start else {
            throw TrackerFileError(.damaged, "\(entry.name) is longer than its zip file.")
        }
        return try ZipEntryStream(entry, file: file, start: start)
    }

    /// A file's content whole.
    ///
    /// - Throws: as ``open(_:)``; `tooLarge` for more than `limit` bytes.
    package func bytes(of entry: ZipEntry, limit: Int) throws(TrackerFileError) -> [UInt8] {
        guard entry.size <= limit else {
            throw TrackerFileError(.tooLarge, "\(entry.name) has \(entry.size) bytes; at most \(limit) are read.")
        }
        let stream = try open(entry)
        var bytes = [UInt8](repeating: 0, count: entry.size)
        var count = 0
        do {
            while count < bytes.count {
                let read = try stream.read(into: &bytes, from: count, at: count)
                guard read > 0 else { break }
                count += read
            }
        } catch {
            throw TrackerFileError(.damaged, error.message)
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Where the list of files lies, by the record at the end.
    private func directory(_ path: String) throws(TrackerFileError) -> (offset: Int, size: Int, count: Int) {
        let none = TrackerFileError(.notThisFormat, "\(path) is no zip file: it has no list of files at its end.")
        guard size >= 22 else { throw none }
        let tailCount = min(size, 22 + 65_535)
        let tail = try read(tailCount, at: size - tailCount)
        guard let end = stride(from: tailCount - 22, through: 0, by: -1).first(where: { isEnd(tail, $0, tailCount) })
        else { throw none }
        var count = Int(Self.uint16(tail, end + 10))
        var length = Int(tail.littleEndianUInt32(at: end + 12))
        var offset = Int(tail.littleEndianUInt32(at: end + 16))
        if count == 0xFFFF || length == 0xFFFF_FFFF || offset == 0xFFFF_FFFF,
            end >= 20, tail.littleEndianUInt32(at: end - 20) == 0x0706_4B50
        {
            // Beyond 4 GiB: a longer record lies before.
            let place = tail.littleEndianUInt64(at: end - 12)
            guard let place = Int(exactly: place), place <= size - 56 else { throw damaged(path) }
            let record = try read(56, at: place)
            guard record.littleEndianUInt32(at: 0) == 0x0606_4B50,
                let longCount = Int(exactly: record.littleEndianUInt64(at: 32)),
                let longLength = Int(exactly: record.littleEndianUInt64(at: 40)),
                let longOffset = Int(exactly: record.littleEndianUInt64(at: 48))
            else { throw damaged(path) }
            (count, length, offset) = (longCount, longLength, longOffset)
        }
        guard count <= Self.mostEntries, length <= Self.longestDirectory else {
            throw TrackerFileError(.tooLarge, "\(path) holds more than \(Self.mostEntries) files; they are not read.")
        }
        guard offset <= size, length <= size - offset else { throw damaged(path) }
        return (offset, length, count)
    }

    private func isEnd(_ tail: [UInt8], _ index: Int, _ count: Int) -> Bool {
        tail.littleEndianUInt32(at: index) == 0x0605_4B50 && index + 22 + Int(Self.uint16(tail, index + 20)) <= count
    }

    private func damaged(_ path: String) -> TrackerFileError {
        TrackerFileError(.damaged, "\(path): the zip file's list of files is not where its end says it is.")
    }

    private func list(_ bytes: [UInt8], count: Int) throws(TrackerFileError) {
        var index = 0
        var names: Set<String> = []
        for _ in 0..<count {
            guard bytes.count - index >= 46, bytes.littleEndianUInt32(at: index) == 0x0201_4B50 else {
                reports.append("the zip file's list of files ends early, after \(entries.count) of \(count)")
                return
            }
            let lengths = [28, 30, 32].map { Int(Self.uint16(bytes, index + $0)) }
            let nameEnd = index + 46 + lengths[0]
            let next = nameEnd + lengths[1] + lengths[2]
            guard next <= bytes.count else {
                reports.append("the zip file's list of files ends early, after \(entries.count) of \(count)")
                return
            }
            let extra = nameEnd..<(nameEnd + lengths[1])
            if let entry = ZipEntry(bytes, at: index, name: (index + 46)..<nameEnd, extra: extra),
                names.insert(entry.name).inserted
            {
                entries.append(entry)
            } else {
                reports.append("a file of the zip file has a name twice, or sizes that cannot be")
            }
            index = next
        }
    }

    private func read(_ count: Int, at offset: Int) throws(TrackerFileError) -> [UInt8] {
        guard offset >= 0, offset <= size, count <= size - offset else {
            throw TrackerFileError(.damaged, "The zip file ends where something should be.")
        }
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        do {
            while done < count {
                let read = try file.read(into: &bytes, from: done, at: offset + done)
                guard read > 0 else { break }
                done += read
            }
        } catch {
            throw TrackerFileError(.unreadable, "\(error)")
        }
        guard done == count else { throw TrackerFileError(.damaged, "The zip file ends where something should be.") }
        return bytes
    }

    static func uint16(_ bytes: [UInt8], _ index: Int) -> UInt16 {
        UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
    }
}

extension ZipEntry {
    /// Reads an entry of the list; `nil` for sizes that cannot be.
    fileprivate init?(_ bytes: [UInt8], at index: Int, name: Range<Int>, extra: Range<Int>) {
        var size = UInt64(bytes.littleEndianUInt32(at: index + 24))
        var compressed = UInt64(bytes.littleEndianUInt32(at: index + 20))
        var header = UInt64(bytes.littleEndianUInt32(at: index + 42))
        // Numbers of 64 bits stand in an extra field, those only that do not fit.
        var place = extra.lowerBound
        while extra.upperBound - place >= 4 {
            let length = Int(ZipReader.uint16(bytes, place + 2))
            let end = place + 4 + length
            guard end <= extra.upperBound else { break }
            if ZipReader.uint16(bytes, place) == 1 {
                var next = place + 4
                func long(_ number: UInt64) -> UInt64 {
                    guard number == 0xFFFF_FFFF, end - next >= 8 else { return number }
                    defer { next += 8 }
                    return bytes.littleEndianUInt64(at: next)
                }
                size = long(size)
                compressed = long(compressed)
                header = long(header)
            }
            place = end
        }
        guard size <= 1 << 50, compressed <= 1 << 50, header <= 1 << 50 else { return nil }
        self.init(
            name: String(decoding: bytes[name], as: UTF8.self), size: Int(size), compressedSize: Int(compressed),
            method: ZipReader.uint16(bytes, index + 10), checksum: bytes.littleEndianUInt32(at: index + 16),
            isEncrypted: ZipReader.uint16(bytes, index + 8) & 1 == 1, headerOffset: Int(header))
    }
}
