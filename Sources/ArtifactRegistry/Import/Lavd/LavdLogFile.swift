import RegistryCore

/// The lines of a log of lavd's.
enum LavdLogFile {
    /// The whole lines in some bytes, with the byte where each begins. Lines that begin with no time belong to the message before.
    ///
    /// - Parameters:
    ///   - isLast: Whether nothing may follow: then a message that ends with the bytes is one.
    ///   - isFull: Whether these are as many bytes as are read at a time: then a line that is longer is its beginning, and the rest another.
    ///   - fallback: The time of what has none.
    /// - Returns: The messages, how many bytes they take, and how many were cut.
    static func messages(
        in bytes: ArraySlice<UInt8>, isLast: Bool, isFull: Bool = false, fallback: WallTime
    ) -> (messages: [(offset: Int, line: LogLine)], taken: Int, cutCount: Int) {
        var messages: [(offset: Int, line: LogLine)] = []
        var cutCount = 0
        var start = bytes.startIndex
        var current: (offset: Int, head: Head)?
        func close() {
            guard let (offset, head) = current else { return }
            let text = cut(head.text)
            if text.utf8.count < head.text.utf8.count { cutCount += 1 }
            messages.append(
                (offset, LogLine(sequence: 0, time: head.time ?? fallback, level: head.level, text: text)))
        }
        while start < bytes.endIndex, let end = bytes[start...].firstIndex(of: 0x0A) {
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
            let head = Head(text)
            if head.time == nil, current?.head.time != nil {
                // A long message is cut anyway.
                if (current?.head.text.utf8.count ?? 0) <= LogLine.longestText { current?.head.text += "\n" + text }
            } else {
                close()
                current = (start - bytes.startIndex, head)
            }
            start = end + 1
        }
        if isFull, start == bytes.startIndex, !bytes.isEmpty {
            current = (0, Head(String(decoding: bytes.prefix(LogLine.longestText * 2), as: UTF8.self)))
            start = bytes.endIndex
        }
        // What follows may belong to the last message.
        if isLast {
            close()
            return (messages, start - bytes.startIndex, cutCount)
        }
        return (messages, current?.offset ?? 0, cutCount)
    }

    /// A line taken apart: one column is a message, two are time and message, three are time, tag and message.
    private struct Head {
        var time: WallTime?
        var level = LogLevel.info
        var text: String

        init(_ line: String) {
            let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard columns.count > 1, let time = FolderTime.time(of: columns[0]) else {
                text = line
                return
            }
            self.time = time
            guard columns.count == 3 else {
                text = String(columns[1])
                return
            }
            switch columns[1] {
            case "STDOUT", "INFO": text = String(columns[2])
            case "STDERR", "WARNING": (level, text) = (.warning, String(columns[2]))
            case "DEBUG": (level, text) = (.debug, String(columns[2]))
            case "ERROR": (level, text) = (.error, String(columns[2]))
            case "CRITICAL": (level, text) = (.critical, String(columns[2]))
            default: text = "\(columns[1]) \(columns[2])"
            }
        }
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > LogLine.longestText else { return text }
        return String(decoding: text.utf8.prefix(LogLine.longestText - 8), as: UTF8.self) + "…"
    }
}
