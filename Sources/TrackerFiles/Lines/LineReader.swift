package import EventFiles

/// Reads a file line by line, in memory for one line and a chunk.
package final class LineReader {
    /// The most bytes of a line: 16 MiB.
    package static let longestLine = 16 << 20
    private static let chunkLength = 256 << 10

    /// A line, without its end, and where it begins.
    package struct Line {
        /// The bytes; empty for one that is too long.
        package let bytes: ArraySlice<UInt8>
        /// The line's first byte in the file.
        package let offset: Int
        /// Whether it ended; the last line of a file that is being written may not have.
        package let isEnded: Bool
        /// Whether it is longer than ``LineReader/longestLine`` and was passed over.
        package let isTooLong: Bool
    }

    private let source: any RecordSource
    private let longestLine: Int
    private var buffer: [UInt8]
    /// What was read and not given yet: `buffer[start..<end]`, which lies at `offset` in the file.
    private var start = 0
    private var end = 0
    private var offset: Int
    private var isAtEnd = false

    /// Opens a file.
    ///
    /// - Throws: `unreadable`.
    package convenience init(_ path: String) throws(TrackerFileError) {
        let file: PosixFile
        do {
            file = try PosixFile(reading: path)
        } catch {
            throw TrackerFileError(.unreadable, "\(error)")
        }
        self.init(file)
    }

    /// Reads from a source.
    package init(_ source: some RecordSource, longestLine: Int = LineReader.longestLine) {
        self.source = source
        self.longestLine = longestLine
        buffer = [UInt8](repeating: 0, count: Self.chunkLength)
        offset = 0
    }

    /// The next line; `nil` at the end.
    ///
    /// - Throws: `unreadable`, and what the source throws besides.
    package func next() throws(TrackerFileError) -> Line? {
        var searched = 0
        while true {
            if let newline = buffer[(start + searched)..<end].firstIndex(of: 0x0A) {
                return give(upTo: newline, isEnded: true)
            }
            searched = end - start
            if isAtEnd { return searched == 0 ? nil : give(upTo: end, isEnded: false) }
            if searched > longestLine { return try passOver() }
            try fill()
        }
    }

    private func give(upTo newline: Int, isEnded: Bool) -> Line {
        var last = newline
        if last > start, buffer[last - 1] == 0x0D { last -= 1 }
        let isTooLong = last - start > longestLine
        let line = Line(
            bytes: isTooLong ? [] : buffer[start..<last], offset: offset, isEnded: isEnded, isTooLong: isTooLong)
        let next = isEnded ? newline + 1 : newline
        offset += next - start
        start = next
        return line
    }

    /// Passes over a line that is too long.
    private func passOver() throws(TrackerFileError) -> Line {
        let begun = offset
        while true {
            if let newline = buffer[start..<end].firstIndex(of: 0x0A) {
                offset += newline + 1 - start
                start = newline + 1
                return Line(bytes: [], offset: begun, isEnded: true, isTooLong: true)
            }
            offset += end - start
            start = end
            if isAtEnd { return Line(bytes: [], offset: begun, isEnded: false, isTooLong: true) }
            try fill()
        }
    }

    private func fill() throws(TrackerFileError) {
        if start > 0 {
            buffer.replaceSubrange(0..<(end - start), with: Array(buffer[start..<end]))
            end -= start
            start = 0
        }
        if end == buffer.count { buffer += repeatElement(0, count: buffer.count) }
        let count: Int
        do {
            count = try source.read(into: &buffer, from: end, at: offset + end)
        } catch {
            throw TrackerFileError(.unreadable, "\(error)")
        }
        if count == 0 { isAtEnd = true }
        end += count
    }
}
