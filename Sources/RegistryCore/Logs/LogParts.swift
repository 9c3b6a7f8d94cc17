/// Lines cut into portions that each fit into one block.
struct LogParts {
    /// One portion.
    struct Part {
        var lines: ArraySlice<LogLine>
        var bytes: Int

        /// The class of a block of these lines: by lines or by bytes, whichever is more.
        var sizeClass: Int {
            let byCount = lines.count < 16 ? 0 : lines.count < 256 ? 1 : LogBlock.fullSizeClass
            let byBytes = bytes < 2_048 ? 0 : bytes < 32_768 ? 1 : LogBlock.fullSizeClass
            return max(byCount, byBytes)
        }
    }

    /// Cuts lines into as few portions as it can without looking ahead; all but the last are as large as can be.
    static func cut(_ lines: ArraySlice<LogLine>) -> [Part] {
        var parts: [Part] = []
        var start = lines.startIndex
        var bytes = 0
        // The version and the number of lines stand before the columns.
        let room = LogBlock.mostBytes - 16
        for index in lines.indices {
            let size = lines[index].text.utf8.count + LogColumns.mostBytesBesideText
            if index > start, bytes + size > room || index - start == LogBlock.mostLines {
                parts.append(Part(lines: lines[start..<index], bytes: bytes))
                start = index
                bytes = 0
            }
            bytes += size
        }
        if start < lines.endIndex { parts.append(Part(lines: lines[start...], bytes: bytes)) }
        return parts
    }
}
