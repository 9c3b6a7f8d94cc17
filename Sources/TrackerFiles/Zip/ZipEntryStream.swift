package import EventFiles

/// A file of a zip file, read from its start to its end and not otherwise.
package final class ZipEntryStream: RecordSource {
    /// A file may become so many bytes whatever it is made of, 64 MiB, and beyond that ``mostGrowth`` times its own size.
    static let freeSize = 64 << 20
    /// How many times its own size a file may become. Text of numbers becomes 5 to 20 times as much; a bomb 1,000 times.
    static let mostGrowth = 200
    private static let chunkLength = 64 << 10

    private let entry: ZipEntry
    private let file: PosixFile
    private let inflater: Inflater?
    private var input: [UInt8] = []
    private var inputStart = 0
    /// Where compressed bytes are read next, and where they end.
    private var inputOffset: Int
    private let inputEnd: Int
    private var position = 0
    private var checksum: UInt32 = 0

    init(_ entry: ZipEntry, file: PosixFile, start: Int) throws(TrackerFileError) {
        let allowed = max(
            Self.freeSize, entry.compressedSize.multipliedReportingOverflow(by: Self.mostGrowth).partialValue)
        guard entry.size <= allowed else {
            throw TrackerFileError(
                .tooLarge,
                "\(entry.name) would become \(entry.size) bytes of \(entry.compressedSize): more than a log does. It is not read."
            )
        }
        self.entry = entry
        self.file = file
        inputOffset = start
        inputEnd = start + entry.compressedSize
        do {
            inflater = entry.method == 8 ? try Inflater() : nil
        } catch {
            throw TrackerFileError(.unreadable, "There is no memory to read \(entry.name).")
        }
    }

    /// Reads on; `offset` must be where the last call ended.
    package func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        guard offset == position else {
            throw EventFileError(.invalid, "a file of a zip file is read from its start to its end")
        }
        let room = min(bytes.count - index, entry.size - position)
        guard room > 0 else { return 0 }
        let count = try inflater == nil ? copy(into: &bytes, index, room) : inflate(into: &bytes, index, room)
        guard count > 0 else { throw damage("\(entry.name) ends early in the zip file") }
        checksum = ZlibChecksum.crc32(bytes[index..<(index + count)], after: checksum)
        position += count
        if position == entry.size, checksum != entry.checksum {
            throw damage("\(entry.name) does not fit its checksum in the zip file")
        }
        return count
    }

    private func copy(into bytes: inout [UInt8], _ index: Int, _ room: Int) throws(EventFileError) -> Int {
        var chunk = [UInt8](repeating: 0, count: min(room, inputEnd - inputOffset, Self.chunkLength))
        let count = try file.read(into: &chunk, from: 0, at: inputOffset)
        inputOffset += count
        bytes.replaceSubrange(index..<(index + count), with: chunk[..<count])
        return count
    }

    private func inflate(into bytes: inout [UInt8], _ index: Int, _ room: Int) throws(EventFileError) -> Int {
        guard let inflater else { return 0 }
        // What is given beyond the declared size is not asked for.
        var output = [UInt8](repeating: 0, count: min(room, Self.chunkLength))
        while !inflater.isAtEnd {
            if inputStart == input.count {
                input = [UInt8](repeating: 0, count: min(Self.chunkLength, inputEnd - inputOffset))
                let count = try file.read(into: &input, from: 0, at: inputOffset)
                input.removeLast(input.count - count)
                inputStart = 0
                inputOffset += count
                if count == 0 { return 0 }
            }
            let result: (taken: Int, given: Int)
            do {
                result = try inflater.inflate(input[inputStart...], into: &output, from: 0)
            } catch {
                throw damage("\(entry.name) is damaged in the zip file")
            }
            inputStart += result.taken
            if result.given > 0 {
                bytes.replaceSubrange(index..<(index + result.given), with: output[..<result.given])
                return result.given
            }
            if result.taken == 0 { return 0 }
        }
        return 0
    }

    private func damage(_ message: String) -> EventFileError { EventFileError(.damaged, message) }
}
