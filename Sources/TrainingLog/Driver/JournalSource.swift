#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The journal that lanes read: of a logger that lives, or of a process that died.
struct JournalSource: Sendable {
    let folder: JournalFolder
    /// The writer, while it lives.
    let writer: JournalWriter?

    /// A reader from a position on.
    func reader(from position: JournalPosition, wantsNumbers: Bool) -> JournalReader {
        guard let writer else { return JournalReader(folder, from: position, wantsNumbers: wantsNumbers) }
        return JournalReader(folder, from: position, wantsNumbers: wantsNumbers) { writer.written }
    }

    /// Deletes the segments that no lane needs any more.
    func deleteSegments(before segment: Int) {
        var freed = 0
        for number in folder.segments() where number < segment {
            let path = folder.segmentPath(number)
            freed += (try? PosixFile(path, .read).length()) ?? 0
            unlink(path)
        }
        if freed > 0 { writer?.release(freed) }
    }
}
