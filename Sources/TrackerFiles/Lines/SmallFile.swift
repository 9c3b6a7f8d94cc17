import EventFiles

/// Reads a file whole that should not be large.
package enum SmallFile {
    /// The bytes of a file.
    ///
    /// - Throws: `unreadable`; `tooLarge` for more than `limit` bytes, none of which are then read.
    package static func bytes(of path: String, limit: Int) throws(TrackerFileError) -> [UInt8] {
        do {
            let file = try PosixFile(reading: path)
            let size = try file.status().size
            guard size <= limit else {
                throw TrackerFileError(.tooLarge, "\(path) has \(size) bytes; at most \(limit) are read.")
            }
            var bytes = [UInt8](repeating: 0, count: size)
            var count = 0
            while count < size {
                let read = try file.read(into: &bytes, from: count, at: count)
                guard read > 0 else { break }
                count += read
            }
            bytes.removeLast(size - count)
            return bytes
        } catch let error as TrackerFileError {
            throw error
        } catch {
            throw TrackerFileError(.unreadable, "\(error)")
        }
    }
}
