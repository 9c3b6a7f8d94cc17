import RegistryCore

/// What an entry adds to the logs of a run's folder.
struct FolderLines {
    private let time: WallTime
    private let tag: String
    private let text: String

    /// - Returns: `nil` when the entry is none for logs.
    init?(of entry: LogEntry) {
        switch entry.content {
        case .message(let message):
            tag = message.tag.name
            text = message.text
        case .line(let line, let level):
            tag = "\(level)".uppercased()
            text = line
        default: return nil
        }
        time = entry.time
    }

    /// The bytes for the log of a name: `events` has everything with time and tag, `stdout` and `stderr` what was printed there.
    func bytes(for log: String) -> [UInt8] {
        switch (log, tag) {
        case ("events", _): Array("\(FolderTime.text(of: time))\t\(tag)\t\(text)\n".utf8)
        case ("stdout", "STDOUT"), ("stderr", "STDERR"): Array("\(text)\n".utf8)
        default: []
        }
    }
}
