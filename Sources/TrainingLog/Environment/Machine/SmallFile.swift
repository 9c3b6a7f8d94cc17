import Foundation

/// Reads files of the kernel and the system, which are small; of a large one the start.
enum SmallFile {
    /// The first bytes of a file, as text; `nil` when it cannot be read.
    static func text(_ path: String, limitInBytes: Int = 1 << 20) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let data = try? file.read(upToCount: limitInBytes) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
